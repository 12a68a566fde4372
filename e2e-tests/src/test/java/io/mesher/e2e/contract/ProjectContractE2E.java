package io.mesher.e2e.contract;

import static io.mesher.e2e.contract.Wire.assertChanged;
import static io.mesher.e2e.contract.Wire.assertError;
import static io.mesher.e2e.contract.Wire.fields;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.mesher.e2e.system.Api;
import io.mesher.e2e.system.Http;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pages, numbers and settings of a project that has events enough. */
@ExtendWith(Shared.class)
class ProjectContractE2E {
  private static final int DEFAULT_PAGE = 25;

  private final Api api;
  private final Project project;

  ProjectContractE2E(MesherSystem mesher) {
    this.api = mesher.api();
    this.project = api.project();
  }

  @Test
  void pagesOfIssuesHave25AndLeadToTheEnd() {
    send(27, "issue %d", "issue %d");
    var issues = "/projects/" + project.id() + "/issues";
    awaitIssues(27);

    for (var limit : List.of("", "?limit=0", "?limit=101", "?limit=-1", "?limit=many")) {
      assertThat(api.get(issues + limit).ok().path("data")).as(limit).hasSize(DEFAULT_PAGE);
    }
    assertThat(api.get(issues + "?limit=100").ok().path("data")).hasSize(27);
    assertPages(issues, List.of(10, 10, 7));
  }

  @Test
  void pagesOfEventsHave25AndTheTimelineIsAnArrayOfThem() {
    send(27, "event %d", "the same");
    await()
        .atMost(Project.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> awaitIssues(1).path(0).path("event_count").asInt() == 27);
    var issue = "/issues/" + awaitIssues(1).path(0).path("id").asText();

    assertThat(api.get(issue + "/events").ok().path("data")).hasSize(DEFAULT_PAGE);
    assertThat(api.get(issue + "/events?limit=101").ok().path("data")).hasSize(DEFAULT_PAGE);
    assertPages(issue + "/events", List.of(10, 10, 7));

    JsonNode timeline = api.get(issue + "/timeline").ok();
    assertThat(timeline.isArray()).isTrue();
    assertThat(timeline).isEqualTo(api.get(issue + "/events?limit=100").ok().path("data"));
    assertThat(timeline)
        .hasSize(27)
        .allSatisfy(
            event ->
                assertThat(fields(event))
                    .containsExactlyInAnyOrder("id", "level", "message", "received_at"))
        .extracting(event -> Instant.parse(event.path("received_at").asText()))
        .isSortedAccordingTo((one, other) -> other.compareTo(one));
    assertThat(api.get(issue + "/timeline?limit=2").ok()).hasSize(2);
  }

  /** Follows the cursors from the first page to the last: nothing comes twice, nothing is left. */
  private void assertPages(String list, List<Integer> sizes) {
    var ids = new ArrayList<String>();
    var cursor = "";
    for (int size : sizes) {
      JsonNode page = api.get(list + "?limit=10" + cursor).ok();
      assertThat(page.path("data")).hasSize(size);
      page.path("data").forEach(item -> ids.add(item.path("id").asText()));
      if (size == 10) {
        assertThat(fields(page))
            .containsExactlyInAnyOrder("data", "has_more", "next_cursor", "next_cursor_id");
        assertThat(page.path("has_more").toString()).isEqualTo("true");
        cursor =
            "&cursor=%s&cursor_id=%s"
                .formatted(page.path("next_cursor").asText(), page.path("next_cursor_id").asText());
      } else {
        assertThat(fields(page)).containsExactly("data", "has_more");
        assertThat(page.path("has_more").toString()).isEqualTo("false");
      }
    }
    assertThat(ids).doesNotHaveDuplicates().hasSize(27);
  }

  @Test
  void theDashboardCountsWhatWasSent() {
    for (var level : List.of("warning", "error", "error", "fatal")) {
      project
          .send(Map.of("message", level, "level", level, "tags", Map.of("host", "of-" + level)))
          .ok();
    }
    await()
        .atMost(Project.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> dashboard("/health").path("events_24h").asInt() == 4);
    var resolved = awaitIssues(3).path(0).path("id").asText();
    api.post("/issues/" + resolved + "/resolve", Map.of()).ok();

    assertThat(dashboard("/levels").toString())
        .isEqualTo(
            "[{\"level\":\"fatal\",\"count\":1},{\"level\":\"error\",\"count\":2},"
                + "{\"level\":\"warning\",\"count\":1}]");
    assertThat(dashboard("/tags?key=host").toString())
        .isEqualTo(
            "[{\"value\":\"of-error\",\"count\":2},{\"value\":\"of-fatal\",\"count\":1},"
                + "{\"value\":\"of-warning\",\"count\":1}]");
    assertThat(dashboard("/health").toString())
        .isEqualTo("{\"unresolved_count\":2,\"events_24h\":4,\"new_today\":3}");
    JsonNode top = dashboard("/top-issues?limit=2");
    assertThat(top).hasSize(2);
    assertThat(fields(top.path(0)))
        .containsExactlyInAnyOrder("id", "title", "level", "status", "event_count", "last_seen");
    assertThat(top.path(0).path("title").asText()).isEqualTo("error");
    assertThat(top.path(0).path("event_count").asInt()).isEqualTo(2);
    assertThat(dashboard("/top-issues")).hasSize(3);
    assertVolume();
  }

  /** 24 hours touch 24 or 25 hours of the clock, each of which has its bucket. */
  private void assertVolume() {
    var from = Instant.now().minus(24, ChronoUnit.HOURS).truncatedTo(ChronoUnit.HOURS);
    JsonNode volume = dashboard("/volume");

    assertThat(volume).hasSizeBetween(24, 25);
    var buckets =
        StreamSupport.stream(volume.spliterator(), false)
            .map(bucket -> Instant.parse(bucket.path("bucket").asText()))
            .toList();
    assertThat(buckets.getFirst()).isBetween(from, from.plus(1, ChronoUnit.HOURS));
    assertThat(buckets)
        .isEqualTo(
            IntStream.range(0, buckets.size())
                .mapToObj(hour -> buckets.getFirst().plus(hour, ChronoUnit.HOURS))
                .toList());
    assertThat(volume)
        .allSatisfy(
            bucket -> assertThat(fields(bucket)).containsExactlyInAnyOrder("bucket", "count"));
    assertThat(volume.findValues("count").stream().mapToInt(JsonNode::asInt).sum()).isEqualTo(4);
    assertThat(volume.findValuesAsText("count")).contains("0");
  }

  @Test
  void settingsBeginWithTheirDefaultsAndAreChangedTogether() {
    var settings = "/projects/" + project.id() + "/settings";

    assertThat(api.get(settings).ok().toString())
        .isEqualTo(
            "{\"retention_days\":90,\"sample_rate\":1.0,\"rate_limit_events\":1000,"
                + "\"rate_limit_window_seconds\":60,\"allowed_origins\":[\"*\"],"
                + "\"scrub_fields\":[],\"scrub_ip\":false}");
    var changed =
        Map.of(
            "retention_days",
            7,
            "sample_rate",
            0.5,
            "rate_limit_events",
            10,
            "rate_limit_window_seconds",
            5,
            "allowed_origins",
            List.of("https://shop.example"),
            "scrub_fields",
            List.of("iban"),
            "scrub_ip",
            true);
    assertChanged(api.post(settings, changed), 1);
    assertChanged(api.post(settings, changed), 1);
    assertThat(api.get(settings).ok()).isEqualTo(Http.tree(changed));
  }

  @Test
  void whatIsMissingIsNamed() {
    var here = "/projects/" + project.id();

    assertError(api.get(here + "/dashboard/tags"), 400, "missing key parameter");
    assertError(api.get(here + "/events/tags?key=host"), 400, "missing key or value parameter");
    assertError(api.get(here + "/events/tags?value=db-3"), 400, "missing key or value parameter");
    assertError(api.get(here + "/events/search"), 400, "missing search query");
    assertError(api.get(here + "/events/search?q="), 400, "missing search query");
    for (var path : List.of("/issues", "/settings", "/alert-rules", "/dashboard/health")) {
      assertError(api.get("/projects/" + UUID.randomUUID() + path), 404, "project not found");
    }
  }

  private JsonNode dashboard(String path) {
    return api.get("/projects/" + project.id() + "/dashboard" + path).ok();
  }

  private JsonNode awaitIssues(int count) {
    return await()
        .atMost(Project.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> api.get("/projects/" + project.id() + "/issues?limit=100").ok().path("data"),
            issues -> issues.size() == count);
  }

  /** So many events in one bulk; both texts get the event's number. */
  private void send(int count, String message, String fingerprint) {
    var events =
        IntStream.range(0, count)
            .mapToObj(
                number ->
                    Map.of(
                        "message", message.formatted(number),
                        "fingerprint", fingerprint.formatted(number)))
            .toList();
    Http.send(
            Http.request(project.origin() + "/api/v1/events/bulk")
                .header("Authorization", "Bearer " + project.key())
                .POST(Http.json(events)))
        .ok();
  }
}
