package io.mesher.api.health;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.mesher.testkit.server.MesherServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class ReadinessIT {

  @Test
  void theMainPortSaysReady() {
    given().get("/healthz").then().statusCode(200).body("status", equalTo("up"));
  }

  @Test
  void theRootSaysThatTheInstallationRuns() {
    given().get("/").then().statusCode(200).body(containsString("Mesher is running"));
  }

  @Test
  void theApiDescribesItself() {
    given()
        .header("Accept", "application/json")
        .get("/q/openapi?format=json")
        .then()
        .statusCode(200)
        .body("paths.'/api/v1/auth/login'.post.summary", containsString("Sign in"))
        .body("components.schemas.ProjectView.properties.org_id", notNullValue());
  }

  @Test
  void anUnknownPathIsAProblemToo() {
    given()
        .get("/api/v1/nothing-here")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("error", equalTo("not found"));
  }
}
