package io.mesher.admission.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.admission.credential.Known.Absent;
import io.mesher.admission.credential.Known.Changed;
import io.mesher.admission.credential.Known.Gone;
import io.mesher.admission.credential.Known.Present;
import io.mesher.admission.redis.TestLine;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final ProjectKey KEY = new ProjectKey(UUID.randomUUID(), UUID.randomUUID(), 7);

  private final String id = UUID.randomUUID().toString();
  private final Known<ProjectKey> first = new Present<>(1, KEY);
  private final Known<ProjectKey> second =
      new Present<>(2, new ProjectKey(KEY.id(), KEY.projectId(), 8));
  private final Known<ProjectKey> revoked = new Gone<>(2);

  private TestLine here;
  private TestLine there;

  @BeforeEach
  void connect() {
    here = TestLine.connected();
    there = TestLine.connected();
  }

  @AfterEach
  void disconnect() {
    here.close();
    there.close();
  }

  /** The row was read before the revocation, and arrives after it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aSlowReadingDoesNotBringARevokedKeyBack(boolean heardHere) {
    var row = new CompletableFuture<Known<ProjectKey>>();
    var slow = states(here, key -> Uni.createFrom().completionStage(row));
    var quick = states(there, key -> Uni.createFrom().item(revoked));
    var reading = slow.get(id).subscribeAsCompletionStage();

    await((heardHere ? slow : quick).changed(id, revoked));
    row.complete(first);

    assertThat(reading.join()).isEqualTo(revoked);
    assertThat(await(slow.get(id))).isEqualTo(revoked);
    assertThat(await(quick.get(id))).isEqualTo(revoked);
  }

  @Test
  void withoutRedisAReplicaThatHeardOfTheRevocationKeepsIt() {
    try (var away = TestLine.away()) {
      var row = new CompletableFuture<Known<ProjectKey>>();
      var states = states(away, key -> Uni.createFrom().completionStage(row));
      var reading = states.get(id).subscribeAsCompletionStage();

      await(states.changed(id, revoked));
      row.complete(first);

      assertThat(reading.join()).isEqualTo(revoked);
      assertThat(await(states.get(id))).isEqualTo(revoked);
    }
  }

  @Test
  void aChangeIsReadAnewAndAnOlderRowDoesNotHideIt() {
    var rows = new AtomicInteger();
    var states = states(here, key -> Uni.createFrom().item(rows.get() == 0 ? first : second));
    var other = states(there, key -> Uni.createFrom().item(first));
    assertThat(await(states.get(id))).isEqualTo(first);
    rows.incrementAndGet();

    await(states.changed(id, new Changed<>(2)));

    assertThat(await(states.get(id))).isEqualTo(second);
    assertThat(await(other.get(id))).isEqualTo(second);
  }

  @Test
  void anUnknownKeyDoesNotReplaceOneThatWasMadeMeanwhile() {
    var row = new CompletableFuture<Known<ProjectKey>>();
    var slow = states(here, key -> Uni.createFrom().completionStage(row));
    var quick = states(there, key -> Uni.createFrom().item(first));
    var reading = slow.get(id).subscribeAsCompletionStage();

    assertThat(await(quick.get(id))).isEqualTo(first);
    row.complete(new Absent<>());

    assertThat(reading.join()).isEqualTo(first);
  }

  @Test
  void anUnknownKeyIsKnownWithinFiveSecondsOfItsMaking() {
    var made = new AtomicInteger();
    var states =
        states(here, key -> Uni.createFrom().item(made.get() == 0 ? new Absent<>() : first));
    assertThat(await(states.get(id))).isInstanceOf(Absent.class);

    made.incrementAndGet();

    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .until(() -> await(states.get(id)).equals(first));
  }

  @Test
  void manyWhoWaitForTheSameAskOnce() {
    var asked = new AtomicInteger();
    var row = new CompletableFuture<Known<ProjectKey>>();
    var states =
        states(
            here,
            key -> {
              asked.incrementAndGet();
              return Uni.createFrom().completionStage(row);
            });
    var readings =
        Stream.generate(() -> states.get(id).subscribeAsCompletionStage()).limit(50).toList();

    row.complete(first);

    assertThat(readings).allMatch(reading -> reading.join().equals(first));
    assertThat(asked).hasValue(1);
  }

  @Test
  void redisAnswersForATableThatIsAway() {
    var present = states(here, key -> Uni.createFrom().item(first));
    assertThat(await(present.get(id))).isEqualTo(first);

    var away = states(there, key -> Uni.createFrom().failure(new IllegalStateException("away")));

    assertThat(await(away.get(id))).isEqualTo(first);
    assertThatThrownBy(() -> await(away.get("other" + id))).hasMessage("away");
  }

  @Test
  void theLastKnownIsUsedWhenNobodyAnswers() {
    try (var away = TestLine.away()) {
      var rows = new AtomicInteger();
      Supplier<Uni<Known<ProjectKey>>> table =
          () ->
              rows.getAndIncrement() == 0
                  ? Uni.createFrom().item(first)
                  : Uni.createFrom().failure(new IllegalStateException("away"));
      var states = states(away, key -> table.get());
      assertThat(await(states.get(id))).isEqualTo(first);

      await(states.changed(id, new Changed<>(2)));

      assertThat(await(states.get(id))).isEqualTo(first);
      assertThat(rows).hasValue(2);
    }
  }

  private static States<ProjectKey> states(
      TestLine line, Function<String, Uni<Known<ProjectKey>>> table) {
    return new States<>(new SharedStates<>(line.line(), "test:key:", ProjectKey.class), table);
  }

  private static <T> T await(Uni<T> coming) {
    return coming.await().atMost(PATIENCE);
  }
}
