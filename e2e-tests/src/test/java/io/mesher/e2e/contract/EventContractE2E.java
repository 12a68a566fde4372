package io.mesher.e2e.contract;

import static io.mesher.e2e.contract.Wire.assertError;
import static io.mesher.e2e.contract.Wire.fields;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mesher.e2e.system.Api;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Native events from the gateway to their page. */
@ExtendWith(Shared.class)
class EventContractE2E {
  private final Api api;
  private final Project project;

  EventContractE2E(MesherSystem mesher) {
    this.api = mesher.api();
    this.project = api.project();
  }

  /** Frames are sent as Sentry's SDKs do: from the outermost caller to the crash. */
  @Test
  void anExceptionIsShownAsItWasSentAndItsFramesCrashFirst() {
    var exception =
        Map.of("type_name", "DiskFull", "value", "0 bytes left", "module_name", "shop.store");
    var frames = List.of(frame("main", 42, false), frame("write", 7, true));

    var hex =
        project
            .send(Map.of("message", "it broke", "exception", exception, "stacktrace", frames))
            .ok()
            .path("id")
            .asText();

    var event = project.awaitEvent(hex, Project.PATIENCE);
    assertThat(event.path("exception").path("type_name").asText()).isEqualTo("DiskFull");
    assertThat(event.path("exception").path("value").asText()).isEqualTo("0 bytes left");
    assertThat(event.path("exception").path("module_name").asText()).isEqualTo("shop.store");
    assertThat(event.path("message").asText()).isEqualTo("it broke");
    JsonNode shown = event.path("stacktrace");
    assertThat(shown).hasSize(2);
    assertFrame(shown.path(0), frames.get(1));
    assertFrame(shown.path(1), frames.get(0));
    assertThat(api.get("/events/" + uuid(hex)).ok().path("event")).isEqualTo(event);
  }

  private static Map<String, ?> frame(String function, int line, boolean inApp) {
    return Map.of(
        "filename",
        "store.py",
        "function_name",
        function,
        "lineno",
        line,
        "colno",
        3,
        "context_line",
        function + "()",
        "in_app",
        inApp);
  }

  private static void assertFrame(JsonNode shown, Map<String, ?> sent) {
    assertThat(sent)
        .allSatisfy(
            (member, value) ->
                assertThat(shown.path(member).asText()).as(member).isEqualTo(value.toString()));
    assertThat(shown.path("lineno").isInt()).isTrue();
    assertThat(shown.path("colno").isInt()).isTrue();
    assertThat(shown.path("in_app").isBoolean()).isTrue();
  }

  @Test
  void anEventIsShownWithTheOneBeforeAndTheOneAfter() {
    var ids = new ArrayList<String>();
    for (var each : List.of("first", "second", "third")) {
      var event = Map.of("message", each, "fingerprint", "the same");
      var hex = project.send(event).ok().path("id").asText();
      var unused = project.awaitEvent(hex, Project.PATIENCE);
      ids.add(uuid(hex).toString());
    }

    assertNavigation(ids.get(0), ids.get(1), null);
    assertNavigation(ids.get(1), ids.get(2), ids.get(0));
    assertNavigation(ids.get(2), null, ids.get(1));
  }

  private void assertNavigation(String id, @Nullable String next, @Nullable String previous) {
    JsonNode shown = api.get("/events/" + id).ok();
    assertThat(fields(shown)).containsExactlyInAnyOrder("event", "navigation");
    JsonNode navigation = shown.path("navigation");
    assertThat(fields(navigation)).containsExactlyInAnyOrder("next_id", "prev_id");
    assertThat(navigation.path("next_id").textValue()).isEqualTo(next);
    assertThat(navigation.path("prev_id").textValue()).isEqualTo(previous);
  }

  @Test
  void anEventThatNobodySentIs404InBothForms() {
    var id = UUID.randomUUID().toString();

    assertError(api.get("/events/" + id), 404, "event not found");
    assertError(api.get("/events/" + id.replace("-", "")), 404, "event not found");
  }

  private static UUID uuid(String hex) {
    return UUID.fromString(hex.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
  }
}
