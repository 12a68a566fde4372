package io.mesher.bench.read;

import static io.mesher.bench.read.Subjects.encoded;
import static io.mesher.bench.read.Subjects.monthAgo;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Every list, search and dashboard call, each with the parameters that make it do the most. */
final class Calls {
  private final Map<String, Supplier<String>> all = new LinkedHashMap<>();
  private final Subjects of;

  private Calls(Subjects of) {
    this.of = of;
  }

  /** Paths under {@code /api/v1}, by what they do. */
  static Map<String, Supplier<String>> about(Subjects subjects) {
    var calls = new Calls(subjects);
    calls.issueLists();
    calls.issueDetails();
    calls.events();
    calls.dashboards();
    calls.alerts();
    calls.houses();
    return calls.all;
  }

  private void issueLists() {
    issues("issues", () -> "");
    issues("issues by status", () -> "?status=unresolved");
    issues("issues by level", () -> "?level=fatal");
    issues("issues by first seen", () -> "?sort=first_seen");
    issues("issues by events", () -> "?sort=events&limit=100");
    issues("issues by users", () -> "?sort=users");
    issues("issues of an environment", () -> "?environment=production");
    issues("issues of a release", () -> "?release=" + encoded("shop@2.3.1"));
    issues("issues assigned to somebody", () -> "?assigned_to=" + of.member());
    issues("issues assigned to nobody", () -> "?assigned_to=none");
    issues("issues of a time range", () -> "?from=" + of.daysAgo(7) + "&sort=events");
    issues("issues with a common word", () -> "?q=" + of.commonWord());
    issues("issues with a rarer word", () -> "?q=" + of.titleWord());
    issues("issues without a match", () -> "?q=absent");
    issues(
        "issues by several terms",
        () ->
            "?q=" + encoded("is:unresolved level:error environment:production " + of.commonWord()));
    issues("issues of a tag", () -> "?q=" + encoded("customer:" + of.customer()));
    issues("issues, a later page", () -> "?cursor=" + of.daysAgo(20) + "&cursor_id=" + of.issue());
  }

  private void issueDetails() {
    put("issue", () -> "/issues/" + of.issue());
    put("issue with many events", () -> "/issues/" + of.busyIssue());
    put("tags of an issue", () -> "/issues/" + of.issue() + "/tags");
    put("tags of an issue with many events", () -> "/issues/" + of.busyIssue() + "/tags");
    put("activity of an issue", () -> "/issues/" + of.issue() + "/activity");
    put("events of an issue", () -> "/issues/" + of.issue() + "/events");
    put("timeline of an issue with many events", () -> "/issues/" + of.busyIssue() + "/timeline");
    put(
        "events of an issue, a later page",
        () ->
            "/issues/"
                + of.busyIssue()
                + "/events?cursor="
                + of.daysAgo(25)
                + "&cursor_id="
                + of.issue());
  }

  private void events() {
    put("event", () -> "/events/" + of.event());
    put("event as JSON", () -> "/events/" + of.event() + "/json");
    search("events with a common word", of::commonWord, false);
    search("events with a common word, 30 days", of::commonWord, true);
    search("events with a rarer word, 30 days", of::titleWord, true);
    search("events with two words, 30 days", () -> of.commonWord() + " " + of.titleWord(), true);
    search("events with a phrase, 30 days", () -> "\"too many requests to mail\"", true);
    search("events with a word of one event, 30 days", of::rareWord, true);
    search("events without a match, 30 days", () -> "absent", true);
    tag("events with a common tag", () -> "key=browser&value=" + encoded("Chrome 141"), false);
    tag("events with a common tag, 30 days", () -> "key=region&value=eu", true);
    tag("events with a rarer tag, 30 days", () -> "key=customer&value=" + of.customer(), true);
    tag("events without the tag, 30 days", () -> "key=customer&value=nobody", true);
  }

  private void dashboards() {
    dashboard("volume by hour", () -> "volume?bucket=hour");
    dashboard("volume by day, 30 days", () -> "volume?bucket=day&from=" + monthAgo());
    dashboard("levels", () -> "levels");
    dashboard("levels, 30 days", () -> "levels?from=" + monthAgo());
    dashboard("top issues", () -> "top-issues");
    dashboard("top issues, 30 days", () -> "top-issues?from=" + monthAgo());
    dashboard("values of a tag", () -> "tags?key=browser");
    dashboard("values of a tag, 30 days", () -> "tags?key=browser&from=" + monthAgo());
    dashboard("many values of a tag, 30 days", () -> "tags?key=customer&from=" + monthAgo());
    dashboard("health", () -> "health");
  }

  private void alerts() {
    put("alert rules", () -> "/projects/" + of.project() + "/alert-rules");
    put("alerts", () -> "/projects/" + of.project() + "/alerts");
    put("alerts by status", () -> "/projects/" + of.project() + "/alerts?status=active");
    put("deliveries of an alert", () -> "/alerts/" + of.alert() + "/deliveries");
    put("deliveries of a rule", () -> "/alert-rules/" + of.rule() + "/deliveries");
  }

  private void houses() {
    put("me", () -> "/auth/me");
    put("tokens", () -> "/tokens");
    put("organisations", () -> "/orgs");
    put("organisation", () -> "/orgs/" + of.organisation());
    put("invitations", () -> "/orgs/" + of.organisation() + "/invitations");
    put("project", () -> "/projects/" + of.project());
    put("projects", () -> "/orgs/" + of.organisation() + "/projects");
    put("members", () -> "/orgs/" + of.organisation() + "/members");
    put("keys", () -> "/projects/" + of.project() + "/api-keys");
    put("settings", () -> "/projects/" + of.project() + "/settings");
    put("storage", () -> "/projects/" + of.project() + "/storage");
  }

  private void issues(String name, Supplier<String> query) {
    put(name, () -> "/projects/" + of.project() + "/issues" + query.get());
  }

  private void search(String name, Supplier<String> words, boolean month) {
    put(
        name,
        () ->
            "/projects/"
                + of.project()
                + "/events/search?q="
                + encoded(words.get())
                + (month ? "&from=" + monthAgo() : ""));
  }

  private void tag(String name, Supplier<String> tag, boolean month) {
    put(
        name,
        () ->
            "/projects/"
                + of.project()
                + "/events/tags?"
                + tag.get()
                + (month ? "&from=" + monthAgo() : ""));
  }

  private void dashboard(String name, Supplier<String> query) {
    put("dashboard: " + name, () -> "/projects/" + of.project() + "/dashboard/" + query.get());
  }

  private void put(String name, Supplier<String> path) {
    all.put(name, path);
  }
}
