package io.mesher.writer.batch;

import static io.mesher.writer.EventBuilder.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SightingsTest {
  private static final UUID PROJECT = UUID.randomUUID();
  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  @Test
  void theSameRecordTwiceInABatchIsOneEventAndNoResend() {
    var event = anEvent(PROJECT).receivedAt(NOON).build();

    var sightings = new Sightings(List.of(event, event));

    assertThat(sightings.firsts()).containsExactly(event);
    assertThat(sightings.repeats(sightings.keys(), Map.of()).resent()).isEmpty();
  }

  @Test
  void theSameIdReceivedAnotherTimeIsAResend() {
    var id = UUID.randomUUID();
    var first = anEvent(PROJECT).withId(id).receivedAt(NOON).build();
    var again = anEvent(PROJECT).withId(id).receivedAt(NOON.plusSeconds(1)).build();

    var sightings = new Sightings(List.of(first, again));

    assertThat(sightings.fresh(sightings.keys())).containsExactly(first);
    assertThat(sightings.repeats(sightings.keys(), Map.of()).resent()).containsExactly(again);
  }

  @Test
  void whatTheDatabaseKnowsTellsRedeliveryFromResendAndOrphan() {
    var redelivered = anEvent(PROJECT).receivedAt(NOON).build();
    var resent = anEvent(PROJECT).receivedAt(NOON).build();
    var orphaned = anEvent(PROJECT).receivedAt(NOON).build();
    var sightings = new Sightings(List.of(redelivered, resent, orphaned));

    var repeats =
        sightings.repeats(
            Set.of(),
            Map.of(EventKey.of(redelivered), NOON, EventKey.of(resent), NOON.minusSeconds(60)));

    assertThat(repeats.redelivered()).containsExactly(redelivered);
    assertThat(repeats.resent()).containsExactly(resent);
    assertThat(repeats.orphaned()).containsExactly(orphaned);
  }

  @Test
  void aResendBesideTheRedeliveredOriginalIsToldFromIt() {
    var id = UUID.randomUUID();
    var original = anEvent(PROJECT).withId(id).receivedAt(NOON).build();
    var resent = anEvent(PROJECT).withId(id).receivedAt(NOON.plusSeconds(1)).build();
    var sightings = new Sightings(List.of(resent, original));

    var repeats = sightings.repeats(Set.of(), Map.of(EventKey.of(original), NOON));

    assertThat(repeats.resent()).containsExactly(resent);
    assertThat(repeats.redelivered()).containsExactly(original);
  }
}
