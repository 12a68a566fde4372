package io.mesher.ws.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.testkit.server.MesherServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The probes of the running service. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class FeedHealthIT {

  @ConfigProperty(name = "quarkus.management.test-port")
  int port;

  @Test
  void isReadyOncePositionsAreFixedAndLiveWhileItReads() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () -> RestAssured.given().port(port).get("/q/health/ready").then().statusCode(200));

    assertThat(RestAssured.given().port(port).get("/q/health/live").statusCode()).isEqualTo(200);
  }
}
