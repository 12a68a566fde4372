package io.mesher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

/** The servers that the trial brings. */
// A server that is absent here fails the test.
@NullUnmarked
class TrialTest {
  private static Map<String, JsonNode> servers(Manifests chart) {
    return chart.ofKind("StatefulSet").stream()
        .collect(Collectors.toMap(Manifests::name, Function.identity()));
  }

  @Test
  void anUpgradeOfMesherRestartsNoServer() {
    var now = servers(Chart.with("trial"));
    var later = servers(Chart.with("trial", "image.tag", "9.9.9"));

    assertThat(now)
        .containsOnlyKeys("mesher-kafka", "mesher-postgres", "mesher-redis")
        .allSatisfy(
            (name, server) -> {
              assertThat(later.get(name).at("/spec/template"))
                  .isEqualTo(server.at("/spec/template"));
              assertThat(server.at("/spec/template/metadata/labels").has("helm.sh/chart"))
                  .as("the chart's version is in it")
                  .isFalse();
            });
  }

  /** PostgreSQL refuses a directory that its group may write to. */
  @Test
  void aDiskIsMadeTheServersOwnOnlyOnce() {
    assertThat(servers(Chart.with("trial")))
        .allSatisfy(
            (name, server) ->
                assertThat(
                        server
                            .at("/spec/template/spec/securityContext/fsGroupChangePolicy")
                            .asText())
                    .isEqualTo("OnRootMismatch"));
  }

  @Test
  void askingKafkaWhetherItIsReadyStartsNoProgram() {
    var kafka = servers(Chart.with("trial")).get("mesher-kafka");

    assertThat(kafka.at("/spec/template/spec/containers/0/readinessProbe/tcpSocket/port").asText())
        .isEqualTo(kafka.at("/spec/template/spec/containers/0/ports/0/name").asText());
    assertThat(kafka.at("/spec/template/spec/containers/0/readinessProbe").has("exec")).isFalse();
  }
}
