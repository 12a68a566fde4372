package io.mesher.admission.limit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mesher.admission.credential.Project;
import io.mesher.admission.credential.ProjectKey;
import io.mesher.admission.credential.Sender;
import io.mesher.admission.redis.TestLine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimiterIT {
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100})
  void threeReplicasGrantALimitExactly(int most) {
    var sender = sender(1000, 60, null);
    try (var one = TestLine.connected();
        var two = TestLine.connected();
        var three = TestLine.connected()) {
      var replicas = List.of(limiter(one), limiter(two), limiter(three));
      var random = new Random(42);

      var charges =
          IntStream.range(0, 3_000)
              .mapToObj(i -> replicas.get(i % 3).charge(sender, 1 + random.nextInt(most)))
              .toList();

      assertThat(all(charges).stream().mapToInt(Charge::granted).sum()).isEqualTo(1000);
      assertThat(replicas).allMatch(replica -> replica.knownEmptyFor(sender) != null);
    }
  }

  @Test
  void aChargeIsGrantedInPart() {
    var sender = sender(10, 60, null);
    try (var line = TestLine.connected()) {
      var limiter = limiter(line);
      one(limiter.charge(sender, 8));

      var charge = one(limiter.charge(sender, 5));

      assertThat(charge.granted()).isEqualTo(2);
      assertThat(charge.usedUp()).isTrue();
      assertThat(charge.untilEnd()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    }
  }

  @Test
  void refusalsAreNotCountedAndDoNotMoveTheWindow() {
    var sender = sender(2, 5, null);
    try (var line = TestLine.connected()) {
      var limiter = limiter(line);
      one(limiter.charge(sender, 2));

      var refused = one(limiter.charge(sender, 1));
      var later = one(limiter.charge(sender, 1));

      assertThat(refused.granted()).isZero();
      assertThat(later.untilEnd()).isLessThanOrEqualTo(refused.untilEnd());
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> one(limiter.charge(sender, 1)).granted() == 1);
    }
  }

  @Test
  void theSmallerOfKeyAndProjectHolds() {
    var limited = sender(10, 60, 3);
    var other =
        new Sender(
            new ProjectKey(UUID.randomUUID(), limited.project().id(), null), limited.project());
    try (var line = TestLine.connected()) {
      var limiter = limiter(line);

      assertThat(one(limiter.charge(limited, 5)).granted()).isEqualTo(3);
      assertThat(limiter.knownEmptyFor(limited)).isNotNull();
      assertThat(limiter.knownEmptyFor(other)).isNull();
      assertThat(one(limiter.charge(other, 9)).granted()).isEqualTo(7);
    }
  }

  @Test
  void aRaisedLimitHoldsAtOnce() {
    var before = sender(1, 60, null);
    var after = new Sender(before.key(), project(before.project().id(), 5, 60));
    try (var line = TestLine.connected()) {
      var limiter = limiter(line);
      one(limiter.charge(before, 1));

      assertThat(limiter.knownEmptyFor(before)).isNotNull();
      assertThat(limiter.knownEmptyFor(after)).isNull();
      assertThat(one(limiter.charge(after, 9)).granted()).isEqualTo(4);
    }
  }

  @Test
  void withoutRedisEachReplicaKeepsTheLimitForItself() {
    var sender = sender(10, 60, null);
    try (var line = TestLine.away()) {
      var metrics = new SimpleMeterRegistry();
      var limiter = new RateLimiter(line.line(), metrics);

      var charges = IntStream.range(0, 15).mapToObj(i -> limiter.charge(sender, 1)).toList();

      assertThat(all(charges).stream().mapToInt(Charge::granted).sum()).isEqualTo(10);
      assertThat(metrics.get("mesher.admission.local.limits").counter().count()).isEqualTo(15);
    }
  }

  private static RateLimiter limiter(TestLine line) {
    return new RateLimiter(line.line(), new SimpleMeterRegistry());
  }

  private static Sender sender(int events, int seconds, @Nullable Integer keyEvents) {
    var project = project(UUID.randomUUID(), events, seconds);
    return new Sender(new ProjectKey(UUID.randomUUID(), project.id(), keyEvents), project);
  }

  private static Project project(UUID id, int events, int seconds) {
    return new Project(id, 1, "shop", 1, events, seconds, List.of("*"), List.of(), false);
  }

  private static Charge one(Future<Charge> charge) {
    return charge.toCompletionStage().toCompletableFuture().orTimeout(20, SECONDS).join();
  }

  private static List<Charge> all(List<Future<Charge>> charges) {
    return charges.stream().map(RateLimiterIT::one).toList();
  }
}
