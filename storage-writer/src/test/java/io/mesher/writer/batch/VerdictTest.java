package io.mesher.writer.batch;

import static io.mesher.writer.EventBuilder.anEvent;
import static io.mesher.writer.EventBuilder.hash;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.contracts.event.GroupedEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final UUID PROJECT = UUID.randomUUID();
  private static final UUID ISSUE = UUID.randomUUID();
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  @Test
  void anEventAfterTheResolutionRegressesTheIssueOnce() {
    var late = anEvent(PROJECT).hashed("a").receivedAt(NOON.plusSeconds(1)).build();
    var later = anEvent(PROJECT).hashed("a").receivedAt(NOON.plusSeconds(2)).build();

    var verdict = verdictOf("resolved", NOON, late, later);

    assertThat(verdict.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.action()).isEqualTo("regressed");
              assertThat(change.version()).isEqualTo(8);
              assertThat(change.at()).isEqualTo(NOON.plusSeconds(1));
            });
  }

  @Test
  void anEventThatWasUnderWayWhenTheIssueWasResolvedChangesNothing() {
    var early = anEvent(PROJECT).hashed("a").receivedAt(NOON).build();

    var verdict = verdictOf("resolved", NOON, early);

    assertThat(verdict.changes()).isEmpty();
    assertThat(verdict.stored()).containsExactly(early);
  }

  @Test
  void eventsOfADiscardedIssueAreDroppedAndCounted() {
    var event = anEvent(PROJECT).hashed("a").build();

    var verdict = verdictOf("discarded", null, event);

    assertThat(verdict.stored()).isEmpty();
    assertThat(verdict.totals()).isEmpty();
    assertThat(verdict.discarded()).containsExactly(event);
  }

  @Test
  void totalsSpanTheBatch() {
    var first = anEvent(PROJECT).hashed("a").receivedAt(NOON).build();
    var last = anEvent(PROJECT).hashed("a").receivedAt(NOON.plusSeconds(9)).build();

    var verdict = verdictOf("unresolved", null, last, first);

    assertThat(verdict.totals())
        .containsExactly(new IssueTotals(ISSUE, 2, NOON, NOON.plusSeconds(9), null));
  }

  @Test
  void aNewIssueIsAnnouncedWithItsFirstEvent() {
    var event = anEvent(PROJECT).hashed("a").build();
    var assignment = new Assignment(List.of(event), Map.of(), () -> ISSUE);

    var verdict = new Verdict(List.of(event), assignment, Map.of());

    assertThat(verdict.isFirstOfItsIssue(event)).isTrue();
    assertThat(verdict.changes())
        .singleElement()
        .satisfies(change -> assertThat(change.action()).isEqualTo("new"));
  }

  private static Verdict verdictOf(
      String status, @Nullable Instant resolvedAt, GroupedEvent... events) {
    var fresh = Arrays.asList(events);
    var known = Map.of(new HashKey(PROJECT, hash("a")), ISSUE);
    var issue = new LockedIssue(ISSUE, PROJECT, status, "error", "it broke", 7, resolvedAt);
    return new Verdict(fresh, new Assignment(fresh, known, UUID::randomUUID), Map.of(ISSUE, issue));
  }
}
