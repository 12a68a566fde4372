package io.mesher.admission.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MergedChargesTest {
  private static final Duration LEFT = Duration.ofSeconds(9);

  /** What was asked of the limiter, in order, and not yet answered. */
  private final List<Call> calls = new ArrayList<>();

  private final MergedCharges charges =
      new MergedCharges(
          (quota, events) -> {
            var call = new Call(quota, events, Promise.promise());
            calls.add(call);
            return call.answer().future();
          });

  private record Call(Quota quota, int events, Promise<Charge> answer) {}

  @Test
  void whatComesDuringACallIsTheNextCall() {
    var quota = quota();
    var first = charges.charge(quota, 1);
    var second = charges.charge(quota, 2);
    var third = charges.charge(quota, 3);

    calls.getFirst().answer().complete(new Charge(1, 7, LEFT));

    assertThat(first.result()).isEqualTo(new Charge(1, 7, LEFT));
    assertThat(calls).extracting(Call::events).containsExactly(1, 5);
    assertThat(second.isComplete()).isFalse();
    assertThat(third.isComplete()).isFalse();
  }

  @Test
  void eachGetsWhatItWouldHaveGotAlone() {
    var quota = quota();
    charges.charge(quota, 1);
    var one = charges.charge(quota, 2);
    var other = charges.charge(quota, 4);
    var last = charges.charge(quota, 1);
    calls.getFirst().answer().complete(new Charge(1, 5, LEFT));

    calls.getLast().answer().complete(new Charge(5, 0, LEFT));

    assertThat(one.result()).isEqualTo(new Charge(2, 3, LEFT));
    assertThat(other.result()).isEqualTo(new Charge(3, 0, LEFT));
    assertThat(last.result()).isEqualTo(new Charge(0, 0, LEFT));
  }

  @Test
  void onlyTheOneThatTakesTheLastHasUsedItUp() {
    var quota = quota();
    charges.charge(quota, 1);
    var one = charges.charge(quota, 1);
    var last = charges.charge(quota, 1);
    calls.getFirst().answer().complete(new Charge(1, 2, LEFT));

    calls.getLast().answer().complete(new Charge(2, 0, LEFT));

    assertThat(one.result().usedUp()).isFalse();
    assertThat(last.result().usedUp()).isTrue();
  }

  @Test
  void othersDoNotWait() {
    charges.charge(quota(), 1);

    charges.charge(quota(), 1);

    assertThat(calls).hasSize(2);
  }

  @Test
  void afterTheLastAnswerACallIsMadeAtOnceAgain() {
    var quota = quota();
    charges.charge(quota, 1);
    calls.getFirst().answer().complete(new Charge(1, 8, LEFT));

    charges.charge(quota, 1);

    assertThat(calls).hasSize(2);
  }

  @Test
  void aCallThatAnswersAtOnceKeepsNobodyWaiting() {
    var atOnce =
        new MergedCharges((quota, events) -> Future.succeededFuture(new Charge(events, 5, LEFT)));
    var quota = quota();

    assertThat(atOnce.charge(quota, 1).isComplete()).isTrue();
    assertThat(atOnce.charge(quota, 3).result().granted()).isEqualTo(3);
  }

  private static Quota quota() {
    return new Quota(UUID.randomUUID(), UUID.randomUUID(), 10, null, Duration.ofMinutes(1));
  }
}
