package io.mesher.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ChartSchemaTest {
  @ParameterizedTest
  @FieldSource("io.mesher.deploy.Chart#VALUES")
  void strictLintHasNothingAgainstIt(String values, @TempDir Path copy) throws IOException {
    var result = Chart.lint(values, copy);

    assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    assertThat(result.getMessages()).noneMatch(message -> message.matches("\\[(ERROR|WARN).*"));
  }

  @ParameterizedTest
  @FieldSource("io.mesher.deploy.Chart#VALUES")
  void everyObjectFitsItsSchema(String values) {
    assertThat(Chart.with(values).all())
        .hasSizeGreaterThan(15)
        .allSatisfy(
            object -> {
              if (!isKeda(object)) {
                check(object);
              }
            });
  }

  /** No library on Maven Central has KEDA's schema: {@link ScalingTest} holds all of the object. */
  private static boolean isKeda(JsonNode object) {
    return object.path("apiVersion").asText().equals("keda.sh/v1alpha1");
  }

  @ParameterizedTest
  @CsvSource({
    "small, Service, /spec, sellector",
    "small, Ingress, /spec/tls/0, secret",
    "small, PodMonitor, /spec/podMetricsEndpoints/0, intervall",
    "small, PrometheusRule, /spec/groups/0/rules/0, expression",
    "large, HTTPRoute, /spec/rules/0/matches/0/path, prefix",
    "large, Kafka, /spec/kafka/listeners/0, protocol",
    "large, KafkaNodePool, /spec/storage, deleteClaims",
  })
  void schemaSeesAFieldThatDoesNotExist(String values, String kind, String at, String field) {
    var object = Chart.with(values).ofKind(kind).getFirst().deepCopy();
    ((ObjectNode) object.at(at)).put(field, "x");

    assertThatThrownBy(() -> check(object)).rootCause().hasMessageContaining(field);
  }

  @ParameterizedTest
  @CsvSource({
    "KafkaNodePool, /spec/roles/0, kontroller",
    "Kafka, /spec/kafka/listeners/0/type, external",
  })
  void schemaSeesAWordThatDoesNotExist(String kind, String at, String word) {
    var object = Chart.with("large").ofKind(kind).getFirst().deepCopy();
    var path = JsonPointer.compile(at);
    var parent = object.at(path.head());
    if (parent instanceof ArrayNode array) {
      array.set(path.last().getMatchingIndex(), word);
    } else {
      ((ObjectNode) parent).put(path.last().getMatchingProperty(), word);
    }

    assertThatThrownBy(() -> check(object)).hasStackTraceContaining(word);
  }

  private static void check(JsonNode object) {
    if (OperatorSchema.knows(object)) {
      OperatorSchema.check(object);
    } else {
      KubernetesSchema.check(object);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "image.tag, latest",
    "image.pullPolicy, Sometimes",
    "publicUrl, mesher.example.com",
    "publicUrl, https://mesher.example.com/errors",
    "redis.url, redis://:secret@redis:6379",
    "kafka.bootstrapServers, kafka",
    "topics.partitions, 0",
    "services.ingest-gateway.replicas, -1",
    "services.ingest-gatway.replicas, 2",
    "services.event-processor.port, 8080",
    "terminationGracePeriodSeconds, 10",
    "autoscaling.lag, sometimes",
    "existingSecret, ",
    "ingres.enabled, true",
    "trial.redisImage, redis",
    "test.image, curlimages/curl:latest",
  })
  void valuesThatCannotWorkAreRefused(String key, String value) {
    assertThatThrownBy(() -> Chart.with("defaults", key, value == null ? "" : value))
        .hasMessageContaining("values don't meet the specifications of the schema");
  }

  @ParameterizedTest
  @CsvSource({
    "large, services.storage-writer.autoscaling.max, 49, topics.partitions",
    "large, autoscaling.lag, none, autoscaling.lag",
    "large, networkPolicy.kafkaFrom, null, networkPolicy.kafkaFrom",
    "defaults, gateway.enabled, true, parentRefs",
  })
  void valuesThatDoNotFitEachOtherAreRefused(String values, String key, String value, String said) {
    assertThatThrownBy(() -> Chart.with(values, key, value)).hasMessageContaining(said);
  }
}
