package io.mesher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernetes.client.openapi.models.V1EnvVar;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Kafka that Strimzi is asked for. */
// Kubernetes' model calls every field nullable; one that is absent here fails the test.
@NullUnmarked
class BrokersTest {
  private static final Manifests LARGE = Chart.with("large");

  private final JsonNode kafka = LARGE.ofKind("Kafka").getFirst();
  private final JsonNode pool = LARGE.ofKind("KafkaNodePool").getFirst();

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  void poolIsThatOfTheCluster() {
    assertThat(pool.at("/metadata/labels/strimzi.io~1cluster").asText())
        .isEqualTo(Manifests.name(kafka));
    assertThat(texts(pool.at("/spec/roles"))).containsExactlyInAnyOrder("controller", "broker");
    assertThat(pool.at("/spec/replicas").asInt()).isEqualTo(3);
  }

  @Test
  void disksAndBrokersOutliveTheRelease() {
    assertThat(List.of(kafka, pool))
        .allSatisfy(
            object ->
                assertThat(object.at("/metadata/annotations/helm.sh~1resource-policy").asText())
                    .isEqualTo("keep"));
    assertThat(pool.at("/spec/storage/type").asText()).isEqualTo("persistent-claim");
    assertThat(pool.at("/spec/storage/size").asText()).isEqualTo("500Gi");
    assertThat(pool.at("/spec/storage/deleteClaim").asBoolean(true)).isFalse();
  }

  /** Strimzi hands its objects' labels on to the brokers' pods. */
  @Test
  void anUpgradeOfMesherRestartsNoBroker() {
    var later = Chart.with("large", "image.tag", "9.9.9");

    assertThat(later.ofKind("Kafka")).containsExactly(kafka);
    assertThat(later.ofKind("KafkaNodePool")).containsExactly(pool);
    assertThat(List.of(kafka, pool))
        .allSatisfy(
            object ->
                assertThat(object.at("/metadata/labels").has("helm.sh/chart"))
                    .as("the chart's version is in it")
                    .isFalse());
  }

  @Test
  void servicesAreGivenTheListenerThatTheClusterHas() {
    var listener = kafka.at("/spec/kafka/listeners/0");
    // Strimzi names the Service of an internal listener so.
    var address = Manifests.name(kafka) + "-kafka-bootstrap:" + listener.path("port").asInt();

    assertThat(listener.path("type").asText()).isEqualTo("internal");
    assertThat(listener.path("tls").asBoolean(true)).isFalse();
    assertThat(LARGE.pods())
        .allSatisfy(
            (name, pod) ->
                assertThat(pod.getSpec().getContainers().getFirst().getEnv())
                    .filteredOn(one -> one.getName().equals("MESHER_KAFKA_BOOTSTRAP_SERVERS"))
                    .extracting(V1EnvVar::getValue)
                    .allMatch(address::equals));
    assertThat(LARGE.deployments())
        .allSatisfy(
            deployment ->
                assertThat(
                        deployment
                            .getSpec()
                            .getTemplate()
                            .getSpec()
                            .getContainers()
                            .getFirst()
                            .getEnv())
                    .extracting(V1EnvVar::getName)
                    .contains("MESHER_KAFKA_BOOTSTRAP_SERVERS"));
  }

  @Test
  void brokersLetThisReleasesPodsInAndWhoAsksForTheLag() {
    var peers = kafka.at("/spec/kafka/listeners/0/networkPolicyPeers");
    var labels = peers.at("/0/podSelector/matchLabels");

    assertThat(peers).hasSize(2);
    assertThat(peers.path(0)).hasSize(1);
    assertThat(peers.at("/1/namespaceSelector/matchLabels/kubernetes.io~1metadata.name").asText())
        .isEqualTo("keda");
    assertThat(labels).hasSize(2);
    assertThat(LARGE.pods())
        .allSatisfy(
            (name, pod) ->
                assertThat(pod.getMetadata().getLabels())
                    .containsAllEntriesOf(
                        Map.of(
                            "app.kubernetes.io/name",
                            labels.path("app.kubernetes.io/name").asText(),
                            "app.kubernetes.io/instance",
                            labels.path("app.kubernetes.io/instance").asText())));
    assertThat(
            Chart.with("large", "networkPolicy.enabled", false)
                .ofKind("Kafka")
                .getFirst()
                .at("/spec/kafka/listeners/0")
                .has("networkPolicyPeers"))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "2, 2, 2", "3, 3, 2", "5, 3, 2"})
  void copiesAreAsManyAsTheBrokersAllow(int brokers, int copies, int needed) {
    var config =
        Chart.with("large", "kafka.strimzi.replicas", brokers)
            .ofKind("Kafka")
            .getFirst()
            .at("/spec/kafka/config");

    assertThat(config.path("default.replication.factor").asInt()).isEqualTo(copies);
    assertThat(config.path("offsets.topic.replication.factor").asInt()).isEqualTo(copies);
    assertThat(config.path("transaction.state.log.replication.factor").asInt()).isEqualTo(copies);
    assertThat(config.path("min.insync.replicas").asInt()).isEqualTo(needed);
    assertThat(config.path("transaction.state.log.min.isr").asInt()).isEqualTo(needed);
    assertThat(config.path("auto.create.topics.enable").asBoolean(true)).isFalse();
  }

  @Test
  void aDisksClassIsGivenOnlyIfThereIsOne() {
    assertThat(pool.at("/spec/storage").has("class")).isFalse();
    assertThat(
            Chart.with("large", "kafka.strimzi.storageClass", "fast")
                .ofKind("KafkaNodePool")
                .getFirst()
                .at("/spec/storage/class")
                .asText())
        .isEqualTo("fast");
  }
}
