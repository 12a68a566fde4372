package io.mesher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.google.gson.JsonParser;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscalerBehavior;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** KEDA's objects field by field, as no schema of them is at hand. */
class ScalingTest {
  private static JsonNode yaml(String text) throws JsonProcessingException {
    return new ObjectMapper(new YAMLFactory()).readTree(text);
  }

  private static JsonNode specOf(String service) {
    return specOf(service, Chart.with("large"));
  }

  private static JsonNode specOf(String service, Manifests manifests) {
    return manifests.ofKind("ScaledObject").stream()
        .filter(object -> Manifests.name(object).equals("mesher-" + service))
        .findFirst()
        .orElseThrow()
        .path("spec");
  }

  @Test
  void kedaIsAskedToScaleTheWriterByItsLag() throws JsonProcessingException {
    assertThat(specOf("storage-writer"))
        .isEqualTo(
            yaml(
                """
                scaleTargetRef:
                  name: mesher-storage-writer
                minReplicaCount: 2
                maxReplicaCount: 12
                pollingInterval: 10
                triggers:
                  - type: kafka
                    metadata:
                      bootstrapServers: mesher-kafka-bootstrap.errors.svc:9092
                      consumerGroup: mesher-storage-writer
                      topic: mesher.events.grouped
                      lagThreshold: "2000"
                      offsetResetPolicy: earliest
                advanced:
                  horizontalPodAutoscalerConfig:
                    behavior:
                      scaleUp:
                        stabilizationWindowSeconds: 0
                        policies:
                          - {type: Percent, value: 100, periodSeconds: 30}
                          - {type: Pods, value: 2, periodSeconds: 30}
                      scaleDown:
                        stabilizationWindowSeconds: 300
                        policies:
                          - {type: Pods, value: 1, periodSeconds: 60}
                """));
  }

  /** KEDA resolves them from its own namespace. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kafka:9092 | kafka.errors.svc:9092",
        "kafka.streams:9092,kafka:9093 | kafka.streams:9092,kafka.errors.svc:9093",
        "kafka-0.example.com:9092,10.20.0.7:9092 | kafka-0.example.com:9092,10.20.0.7:9092",
      })
  void kedaIsGivenNamesThatMeanTheSameInEveryNamespace(String servers, String forKeda) {
    var large = Chart.with("large", "kafka.bootstrapServers", servers);

    assertThat(specOf("storage-writer", large).at("/triggers/0/metadata/bootstrapServers").asText())
        .isEqualTo(forKeda);
  }

  @Test
  void kedaHandsABehaviourOnThatKubernetesKnows() throws IOException {
    for (var object : Chart.with("large").ofKind("ScaledObject")) {
      var behaviour = object.at("/spec/advanced/horizontalPodAutoscalerConfig/behavior");
      V2HorizontalPodAutoscalerBehavior.validateJsonElement(
          JsonParser.parseString(behaviour.toString()));
    }
  }

  @Test
  void processorDiffersInNamesAndLimitsOnly() {
    var processor = specOf("event-processor").toString();
    var writer = specOf("storage-writer").toString();

    assertThat(
            processor
                .replace("event-processor", "storage-writer")
                .replace("events.accepted", "events.grouped")
                .replace("\"minReplicaCount\":3", "\"minReplicaCount\":2")
                .replace("\"maxReplicaCount\":48", "\"maxReplicaCount\":12"))
        .isEqualTo(writer);
  }
}
