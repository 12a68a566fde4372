package io.mesher.admission.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.contracts.outcome.OutcomeReport.Count;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutcomeCountsTest {
  private static final UUID PROJECT = UUID.randomUUID();

  private final OutcomeCounts counts = new OutcomeCounts();

  @Test
  void theSameIsAddedUpAndTakenOnce() {
    counts.add(PROJECT, "limited", "limited", "error", 2);
    counts.add(PROJECT, "limited", "limited", "error", 3);
    counts.add(PROJECT, "limited", "limited", "error", 0);
    counts.add(PROJECT, "limited", "limited", "error", -7);

    assertThat(counts.take().get(PROJECT))
        .containsExactly(new Count("limited", "limited", "error", 5));
    assertThat(counts.take()).isEmpty();
  }

  @Test
  void namesThatClientsChooseAreBounded() {
    counts.add(PROJECT, "client_discard", "Bad Reason", "x".repeat(65), 1);
    counts.add(PROJECT, "client_discard", "nul\0", "\u00fc", 1);

    assertThat(counts.take().get(PROJECT))
        .containsExactly(new Count("client_discard", "other", "other", 2));
  }

  @Test
  void theirNumberIsBounded() {
    for (int i = 0; i < 20_000; i++) {
      counts.add(PROJECT, "client_discard", "reason" + i, "error", 1);
    }

    var taken = counts.take().getOrDefault(PROJECT, List.of());

    assertThat(taken).hasSizeLessThanOrEqualTo(10_001);
    assertThat(taken.stream().mapToLong(Count::quantity).sum()).isEqualTo(20_000);
  }

  @Test
  void nothingIsLostWhileItIsTaken() throws InterruptedException {
    var taken = new AtomicLong();
    var adders =
        IntStream.range(0, 3)
            .mapToObj(
                i ->
                    Thread.ofPlatform()
                        .start(
                            () -> {
                              for (int j = 0; j < 50_000; j++) {
                                counts.add(PROJECT, "limited", "limited", "error", 1);
                              }
                            }))
            .toList();

    while (adders.stream().anyMatch(Thread::isAlive)) {
      taken.addAndGet(sum());
    }
    for (var adder : adders) {
      adder.join();
    }
    taken.addAndGet(sum());

    assertThat(taken).hasValue(150_000);
  }

  private long sum() {
    return counts.take().values().stream().flatMap(List::stream).mapToLong(Count::quantity).sum();
  }
}
