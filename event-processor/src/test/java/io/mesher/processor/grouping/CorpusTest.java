package io.mesher.processor.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.event.EventSource;
import io.mesher.processor.processing.EventProcessor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** How often grouping says what people would say; {@code docs/grouping.md} has the misses. */
class CorpusTest {
  private static final AcceptedEvent ACCEPTED =
      new AcceptedEvent(
          UUID.randomUUID(), UUID.randomUUID(), Instant.now(), EventSource.ENVELOPE, null, null);

  private final EventProcessor processor = new EventProcessor(new Grouper());

  private record Score(int right, int joinedWrongly, int splitWrongly, List<String> misses) {
    double precision() {
      return (double) right / (right + joinedWrongly);
    }

    double recall() {
      return (double) right / (right + splitWrongly);
    }

    @Override
    public String toString() {
      return "precision %.3f, recall %.3f (%d joined rightly, %d wrongly; %d split wrongly)%n%s"
          .formatted(
              precision(),
              recall(),
              right,
              joinedWrongly,
              splitWrongly,
              String.join(System.lineSeparator(), misses));
    }
  }

  @Test
  void theCorpusIsLargeAndBalanced() throws IOException {
    var pairs = CorpusPair.all();

    assertThat(pairs).hasSizeGreaterThanOrEqualTo(200).doesNotHaveDuplicates();
    assertThat(pairs.stream().map(CorpusPair::id).distinct()).hasSameSizeAs(pairs);
    assertThat(pairs.stream().filter(pair -> !pair.same()).count()).isGreaterThan(80);
  }

  @Test
  void theThirdThatWasSetAsideIsGroupedAsPeopleWould() throws IOException {
    var score = score(CorpusPair::isSetAside);

    assertThat(score.precision()).as("%s", score).isGreaterThanOrEqualTo(0.95);
    assertThat(score.recall()).as("%s", score).isGreaterThanOrEqualTo(0.90);
  }

  @Test
  void theOtherTwoThirdsAreToo() throws IOException {
    var score = score(pair -> !pair.isSetAside());

    assertThat(score.precision()).as("%s", score).isGreaterThanOrEqualTo(0.95);
    assertThat(score.recall()).as("%s", score).isGreaterThanOrEqualTo(0.90);
  }

  private Score score(Predicate<CorpusPair> which) throws IOException {
    int right = 0;
    int joinedWrongly = 0;
    var misses = new java.util.ArrayList<String>();
    int same = 0;
    for (var pair : CorpusPair.all()) {
      if (!which.test(pair)) {
        continue;
      }
      boolean joined = !Collections.disjoint(hashes(pair.a()), hashes(pair.b()));
      same += pair.same() ? 1 : 0;
      right += joined && pair.same() ? 1 : 0;
      joinedWrongly += joined && !pair.same() ? 1 : 0;
      if (joined != pair.same()) {
        misses.add((joined ? "joined: " : "split: ") + pair.id() + " " + pair.why());
      }
    }
    return new Score(right, joinedWrongly, same - right, misses);
  }

  private List<String> hashes(ObjectNode event) {
    return processor.process(ACCEPTED, event.toString().getBytes(StandardCharsets.UTF_8)).hashes();
  }
}
