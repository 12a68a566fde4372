package io.mesher.api.account;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.mesher.api.access.Secret;
import io.mesher.api.account.AccountConfig.Registration;
import io.mesher.api.outbox.Outbox;
import io.mesher.api.support.Person;
import io.mesher.testkit.server.MesherServers;
import io.mesher.testkit.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class ClosedRegistrationIT {
  @Inject Mutiny.SessionFactory database;
  @Inject Passwords passwords;
  @Inject AccountConfig config;
  @Inject Outbox outbox;

  @Test
  void byInvitationOnlyTheInvitedAddressRegisters() {
    var org = Person.register().foundOrganisation();
    String email = Person.slug() + "@example.org";
    var invitation = Secret.random("");
    TestDatabase.execute(
        "INSERT INTO invitations (org_id, email, role, token) VALUES (?, ?, 'member', ?)",
        UUID.fromString(org),
        email,
        invitation.hash());
    registrationIs(Registration.INVITE);

    register(email, null).statusCode(403).body("error", equalTo("registration is closed"));
    register(Person.slug() + "@example.org", invitation.value()).statusCode(403);
    register(email, Secret.random("").value()).statusCode(403);
    register(email, invitation.value()).statusCode(201);
  }

  @Test
  void whenOffNobodyRegisters() {
    Person.register();
    registrationIs(Registration.OFF);

    register(Person.slug() + "@example.org", null).statusCode(403);
  }

  /** Until the end of the test, without another start of the service. */
  private void registrationIs(Registration registration) {
    var other =
        new AccountConfig() {
          @Override
          public Registration registration() {
            return registration;
          }

          @Override
          public Duration sessionLifetime() {
            return config.sessionLifetime();
          }

          @Override
          public Throttle throttle() {
            return config.throttle();
          }
        };
    QuarkusMock.installMockForType(
        new Accounts(database, passwords, other, outbox), Accounts.class);
  }

  private static ValidatableResponse register(String email, @Nullable String invitation) {
    Map<String, String> body = new HashMap<>();
    body.put("email", email);
    body.put("password", Person.PASSWORD);
    body.put("display_name", "Ada");
    if (invitation != null) {
      body.put("invitation", invitation);
    }
    return given().contentType(ContentType.JSON).body(body).post("/api/v1/auth/register").then();
  }
}
