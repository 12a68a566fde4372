package io.mesher.writer.life;

import static io.mesher.writer.EventBuilder.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.contracts.event.GroupedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Events of a project, and whether the database holds and counts each of them once. */
public final class Exactness {
  private static final int ISSUES = 7;
  private static final int USERS = 40;

  private final BreakableServers servers;
  private final UUID project;
  private final List<GroupedEvent> sent = new ArrayList<>();

  public Exactness(BreakableServers servers) {
    this.servers = servers;
    this.project = servers.project();
  }

  public UUID project() {
    return project;
  }

  /** That many more, which are to be sent by the caller. */
  public List<GroupedEvent> more(int count) {
    var events =
        IntStream.range(sent.size(), sent.size() + count)
            .mapToObj(
                i ->
                    anEvent(project)
                        .hashed("issue " + i % ISSUES)
                        .ofUser("id:" + i % USERS)
                        .build())
            .toList();
    sent.addAll(events);
    return events;
  }

  /** Takes these out of what is expected: they were lost before anybody could read them. */
  public void lost(List<GroupedEvent> events) {
    sent.removeAll(events);
  }

  public long rows() {
    return servers.number("SELECT count(*) FROM events WHERE project_id = ?", project);
  }

  public boolean isStored() {
    return rows() == sent.size();
  }

  /** Every total says what was sent, once. */
  public void assertExact() {
    long events = sent.size();
    long issues = sent.stream().map(GroupedEvent::fingerprint).distinct().count();
    long users = sent.stream().map(event -> event.fingerprint() + event.user()).distinct().count();
    assertThat(rows()).isEqualTo(events);
    assertThat(total("count(DISTINCT id)", "events")).isEqualTo(events);
    assertThat(total("count(*)", "issues")).isEqualTo(issues);
    assertThat(total("sum(event_count)", "issues")).isEqualTo(events);
    assertThat(total("sum(user_count)", "issues")).isEqualTo(users);
    assertThat(total("sum(count)", "event_rollups_minute")).isEqualTo(events);
    assertThat(total("sum(count)", "event_rollups_hour")).isEqualTo(events);
    assertThat(total("sum(count)", "issue_rollups_hour")).isEqualTo(events);
    for (var tags : List.of("tag_rollups", "project_tag_rollups")) {
      assertThat(total("sum(count) FILTER (WHERE key = 'region')", tags)).isEqualTo(events);
    }
    assertThat(total("sum(count) FILTER (WHERE outcome = 'accepted')", "outcomes"))
        .isEqualTo(events);
    assertThat(total("count(*) FILTER (WHERE outcome <> 'accepted')", "outcomes")).isZero();
  }

  private long total(String what, String table) {
    return servers.number(
        "SELECT coalesce(%s, 0) FROM %s WHERE project_id = ?".formatted(what, table), project);
  }
}
