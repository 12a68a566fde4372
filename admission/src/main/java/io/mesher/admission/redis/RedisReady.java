package io.mesher.admission.redis;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Without Redis a gateway goes on, with last known projects and limits of its own: ready, but
 * degraded.
 */
@Readiness
@ApplicationScoped
public class RedisReady implements HealthCheck {
  private final RedisLine redis;

  RedisReady(RedisLine redis, MeterRegistry metrics) {
    this.redis = redis;
    Gauge.builder("mesher.admission.redis.connected", redis, line -> line.connected() ? 1 : 0)
        .description("1 when the gateway has its connection to Redis, 0 when it is degraded")
        .register(metrics);
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("redis")
        .up()
        .withData("state", redis.connected() ? "connected" : "degraded")
        .build();
  }
}
