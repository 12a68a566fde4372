package io.mesher.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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
  void everyObjectFitsKubernetesSchema(String values) {
    assertThat(Chart.with(values).all())
        .filteredOn(KubernetesSchema::knows)
        .isNotEmpty()
        .allSatisfy(KubernetesSchema::check);
  }

  @Test
  void schemaSeesAFieldThatDoesNotExist() {
    var service = Chart.with("defaults").ofKind("Service").getFirst().deepCopy();
    ((com.fasterxml.jackson.databind.node.ObjectNode) service.path("spec"))
        .set("sellector", JsonNodeFactory.instance.objectNode());

    assertThatThrownBy(() -> KubernetesSchema.check(service))
        .hasRootCauseInstanceOf(IllegalArgumentException.class)
        .rootCause()
        .hasMessageContaining("sellector");
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
    "defaults, gateway.enabled, true, parentRefs",
  })
  void valuesThatDoNotFitEachOtherAreRefused(String values, String key, String value, String said) {
    assertThatThrownBy(() -> Chart.with(values, key, value)).hasMessageContaining(said);
  }
}
