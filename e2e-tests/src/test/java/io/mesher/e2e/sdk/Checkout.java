package io.mesher.e2e.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What must be seen of the fault that each SDK's {@code event} program reports. */
final class Checkout {
  private Checkout() {}

  /** All that surrounds the exception, and its chain, the main one first. */
  static void assertSeen(JsonNode event, String mainType, String causeType) {
    assertThat(event.path("title").asText()).isEqualTo(mainType + ": checkout failed");
    assertThat(event.path("level").asText()).isEqualTo("error");
    assertThat(event.path("release").asText()).isEqualTo("shop@1.0.0");
    assertThat(event.path("environment").asText()).isEqualTo("e2e");
    assertThat(event.path("tags").path("region").asText()).isEqualTo("eu-west");
    assertThat(event.path("user_context").path("id").asText()).isEqualTo("ada");
    assertThat(event.path("user_context").path("email").asText()).isEqualTo("ada@example.org");
    assertThat(event.path("breadcrumbs").findValuesAsText("message")).contains("opened the cart");
    assertThat(event.path("exception").path("values"))
        .extracting(value -> value.path("type").asText())
        .containsExactly(mainType, causeType);
    assertThat(event.path("exception").path("values").path(1).path("value").asText())
        .isEqualTo("stock of 4711 is not a number");
    assertThat(event.path("stacktrace").path(0).path("function_name").asText())
        .isEqualTo("checkout");
  }

  /** The first is refused, and then the SDK keeps silent. */
  static void assertQuietAfterRefusal(List<Integer> statuses) {
    assertThat(statuses).hasSize(8).startsWith(429);
    assertThat(statuses.subList(1, statuses.size())).containsOnly(0);
  }
}
