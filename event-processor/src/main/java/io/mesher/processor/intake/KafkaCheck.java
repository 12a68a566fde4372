package io.mesher.processor.intake;

import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the consumer is connected to a broker. The connector's own check is switched off: it
 * calls a consumer ready that has not tried to connect yet.
 */
@Readiness
class KafkaCheck implements HealthCheck {
  private final KafkaClientService kafka;

  KafkaCheck(KafkaClientService kafka) {
    this.kafka = kafka;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("kafka").status(isConnected()).build();
  }

  private boolean isConnected() {
    Consumer<?, ?> consumer = kafka.getConsumer("accepted").unwrap();
    return consumer != null && connections(consumer.metrics()) > 0;
  }

  private static double connections(Map<MetricName, ? extends Metric> metrics) {
    return metrics.entrySet().stream()
        .filter(metric -> metric.getKey().name().equals("connection-count"))
        .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
        .sum();
  }
}
