package io.mesher.ingest.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.mesher.ingest.Bodies;
import io.mesher.ingest.Gateway;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.MesherServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /store/}: what old clients send. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class StoreContractIT {
  private static final int MIB = 1024 * 1024;
  private static final String ID = "9ec79c33ec9942ab8353589fcb2e04dc";

  @BeforeAll
  static void ready() {
    new Gateway().close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "base64", "zlib"})
  void aStoreBodyComesInEveryForm(String form) {
    var project = TestProject.create();
    var json = ("{\"event_id\":\"" + ID + "\",\"n\":[NaN,-Infinity]}").getBytes(UTF_8);
    var body =
        switch (form) {
          case "base64" -> Base64.getEncoder().encode(json);
          case "zlib" -> Base64.getMimeEncoder().encode(Bodies.encoded("deflate", json));
          default -> json;
        };
    try (var gateway = new Gateway()) {

      Gateway.as(project)
          .body(body)
          .post("/api/{name}/store/", project.number())
          .then()
          .statusCode(200)
          .body("id", equalTo(ID));

      assertThat(gateway.published(project, 1).getFirst().value()).isEqualTo(json);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%%%%", "bm8ganNvbg==", "eJw=", "{\"a\":", "[]"})
  void aStoreBodyThatIsNoneIs400(String body) {
    var project = TestProject.create();

    Gateway.as(project)
        .body(body.getBytes(UTF_8))
        .post("/api/{name}/store/", project.number())
        .then()
        .statusCode(400);
  }

  @Test
  void aStoreBodyIsBoundedAfterInflation() {
    var project = TestProject.create();
    var bomb = Base64.getEncoder().encode(Bodies.encoded("deflate", Bodies.eventOf(50 * MIB)));

    Gateway.as(project)
        .body(bomb)
        .post("/api/{name}/store/", project.number())
        .then()
        .statusCode(413);
  }
}
