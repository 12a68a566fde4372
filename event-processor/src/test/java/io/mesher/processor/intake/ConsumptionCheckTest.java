package io.mesher.processor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumer;
import java.lang.reflect.Proxy;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

/** The consumer is a stand-in, as a real one can't be made to hang. */
class ConsumptionCheckTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final Duration A_MOMENT = Duration.ofMillis(50);

  private final WorkWatch watch = new WorkWatch();

  @Test
  void aPollingThreadThatAnswersIsLiveHoweverLong() {
    var check = check(Uni.createFrom().voidItem(), Duration.ZERO);

    assertThat(check.call().getStatus()).isEqualTo(Status.UP);
    assertThat(check.call().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void aPollingThreadThatDoesNotAnswerIsStuck() {
    var check = check(Uni.createFrom().nothing(), A_MOMENT);

    assertThat(check.call().getStatus()).isEqualTo(Status.UP);
    await().atMost(SOON).until(() -> check.call().getStatus() == Status.DOWN);
  }

  @Test
  void aConsumerThatRefusesForEverIsStuck() {
    var check = check(Uni.createFrom().failure(new IllegalStateException("closed")), A_MOMENT);

    assertThat(check.call().getStatus()).isEqualTo(Status.UP);
    await().atMost(SOON).until(() -> check.call().getStatus() == Status.DOWN);
  }

  @Test
  void anEventThatIsNeverDoneIsStuckWork() {
    var check = check(Uni.createFrom().voidItem(), A_MOMENT);

    var status =
        watch.during(
            () -> {
              await().atMost(SOON).until(() -> watch.inWork().compareTo(A_MOMENT) > 0);
              return check.call().getStatus();
            });

    assertThat(status).isEqualTo(Status.DOWN);
    assertThat(check.call().getStatus()).isEqualTo(Status.UP);
  }

  private ConsumptionCheck check(Uni<Void> answer, Duration stuckAfter) {
    var consumer = standIn(KafkaConsumer.class, "runOnPollingThread", answer);
    return new ConsumptionCheck(
        standIn(KafkaClientService.class, "getConsumer", consumer), watch, () -> stuckAfter);
  }

  private static <T> T standIn(Class<T> type, String method, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, called, arguments) -> {
              if (!called.getName().equals(method)) {
                throw new UnsupportedOperationException(called.getName());
              }
              return answer;
            }));
  }
}
