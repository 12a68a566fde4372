package io.mesher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V2HorizontalPodAutoscaler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.FieldSource;

/** That objects point at objects that are there. */
// Kubernetes' model calls every field nullable; one that is absent here fails the test.
@NullUnmarked
class WiringTest {
  private static List<V1PodTemplateSpec> selected(Manifests chart, Map<String, String> labels) {
    return chart.pods().values().stream()
        .filter(pod -> pod.getMetadata().getLabels().entrySet().containsAll(labels.entrySet()))
        .toList();
  }

  @ParameterizedTest
  @FieldSource("io.mesher.deploy.Chart#VALUES")
  void selectorsFindExactlyTheirPods(String values) {
    var chart = Chart.with(values);
    for (var deployment : chart.deployments()) {
      assertThat(selected(chart, deployment.getSpec().getSelector().getMatchLabels()))
          .containsExactly(deployment.getSpec().getTemplate());
    }
    for (var service : chart.ofKind("Service", V1Service.class)) {
      var pods = selected(chart, service.getSpec().getSelector());
      assertThat(pods).as(service.getMetadata().getName()).hasSize(1);
      assertThat(pods.getFirst().getSpec().getContainers().getFirst().getPorts())
          .anyMatch(
              port ->
                  port.getName()
                      .equals(
                          service.getSpec().getPorts().getFirst().getTargetPort().getStrValue()));
    }
    for (var budget : chart.ofKind("PodDisruptionBudget", V1PodDisruptionBudget.class)) {
      assertThat(selected(chart, budget.getSpec().getSelector().getMatchLabels())).hasSize(1);
    }
    for (var policy : chart.ofKind("NetworkPolicy", V1NetworkPolicy.class)) {
      assertThat(selected(chart, policy.getSpec().getPodSelector().getMatchLabels())).hasSize(1);
    }
  }

  @ParameterizedTest
  @FieldSource("io.mesher.deploy.Chart#VALUES")
  void scalersOwnTheReplicasOfDeploymentsThatExist(String values) {
    var chart = Chart.with(values);
    var scaled = new ArrayList<String>();
    for (var scaler : chart.ofKind("HorizontalPodAutoscaler", V2HorizontalPodAutoscaler.class)) {
      scaled.add(scaler.getSpec().getScaleTargetRef().getName());
    }
    for (var scaler : chart.ofKind("ScaledObject")) {
      scaled.add(scaler.at("/spec/scaleTargetRef/name").asText());
    }
    assertThat(chart.deployments())
        .extracting(deployment -> deployment.getMetadata().getName())
        .containsAll(scaled);
    assertThat(chart.deployments())
        .allSatisfy(
            deployment ->
                assertThat(deployment.getSpec().getReplicas() == null)
                    .isEqualTo(scaled.contains(deployment.getMetadata().getName())));
  }

  @Test
  void lagIsThatOfTheServicesGroups() {
    var large = Chart.with("large").ofKind("ScaledObject");
    var everything = Chart.with("everything").ofKind("HorizontalPodAutoscaler");

    assertThat(large)
        .extracting(one -> one.at("/spec/triggers/0/metadata/consumerGroup").asText())
        .containsExactlyInAnyOrder("mesher-event-processor", "mesher-storage-writer");
    assertThat(everything)
        .extracting(
            one -> one.at("/spec/metrics/0/external/metric/selector/matchLabels/topic").asText())
        .containsExactlyInAnyOrder("mesher.events.accepted", "mesher.events.grouped");
    assertThat(Chart.read("event-processor/src/main/resources/application.properties"))
        .contains("group.id=mesher-event-processor", "topic=mesher.events.accepted");
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/paths.csv")
  void pathsLeadWhereTheContractSays(String path, String service) {
    var ingress = Chart.with("small").ofKind("Ingress").getFirst().at("/spec/rules/0/http/paths");
    var route = Chart.with("large").ofKind("HTTPRoute").getFirst().at("/spec/rules");

    assertThat(ingressTarget(ingress, path)).isEqualTo("mesher-" + service);
    assertThat(routeTarget(route, path)).isEqualTo("mesher-" + service);
  }

  private static String ingressTarget(JsonNode paths, String path) {
    return StreamSupport.stream(paths.spliterator(), false)
        .filter(rule -> matches(rule.path("pathType").asText(), rule.path("path").asText(), path))
        .max(Comparator.<JsonNode>comparingInt(rule -> rule.path("path").asText().length()))
        .orElseThrow()
        .at("/backend/service/name")
        .asText();
  }

  private static String routeTarget(JsonNode rules, String path) {
    return StreamSupport.stream(rules.spliterator(), false)
        .filter(
            rule -> {
              var match = rule.at("/matches/0/path");
              return matches(match.path("type").asText(), match.path("value").asText(), path);
            })
        .max(
            Comparator.<JsonNode>comparingInt(
                rule -> rule.at("/matches/0/path/value").asText().length()))
        .orElseThrow()
        .at("/backendRefs/0/name")
        .asText();
  }

  /** Kubernetes' and the Gateway API's rule: whole segments. */
  private static boolean matches(String type, String pattern, String path) {
    if (type.equals("Exact")) {
      return path.equals(pattern);
    }
    return pattern.equals("/") || path.equals(pattern) || path.startsWith(pattern + "/");
  }

  @ParameterizedTest
  @FieldSource("io.mesher.deploy.Chart#VALUES")
  void routesLeadToServicesThatExist(String values) {
    var chart = Chart.with(values);
    var services = chart.ofKind("Service").stream().map(Manifests::name).toList();

    for (var ingress : chart.ofKind("Ingress")) {
      assertThat(ingress.findValuesAsText("service")).isNotNull();
      ingress
          .at("/spec/rules/0/http/paths")
          .forEach(
              rule -> assertThat(services).contains(rule.at("/backend/service/name").asText()));
    }
    for (var route : chart.ofKind("HTTPRoute")) {
      route
          .at("/spec/rules")
          .forEach(rule -> assertThat(services).contains(rule.at("/backendRefs/0/name").asText()));
    }
  }

  @Test
  void ingressServesThePublicUrlWithItsCertificate() {
    var ingress = Chart.with("small").ofKind("Ingress").getFirst().path("spec");
    var host = "mesher.example.com";

    assertThat(ingress.path("tls"))
        .singleElement()
        .satisfies(
            tls -> {
              assertThat(tls.path("secretName").asText()).isEqualTo("mesher-tls");
              assertThat(tls.path("hosts")).extracting(JsonNode::asText).containsExactly(host);
            });
    assertThat(ingress.path("rules")).hasSize(1);
    assertThat(ingress.at("/rules/0/host").asText()).isEqualTo(host);
    assertThat(ingress.path("ingressClassName").asText()).isEqualTo("nginx");
    assertThat(Chart.read("deploy/helm/mesher/values-small.yaml"))
        .contains("publicUrl: https://" + host + "\n");
  }

  @Test
  void ingressWithoutACertificateHasNoTls() {
    var ingress = Chart.with("small", "ingress.tlsSecret", "").ofKind("Ingress").getFirst();

    assertThat(ingress.path("spec").has("tls")).isFalse();
  }

  @Test
  void routeServesThePublicUrlAtTheListenerWithTls() {
    var route = Chart.with("large").ofKind("HTTPRoute").getFirst().path("spec");

    assertThat(route.path("hostnames"))
        .extracting(JsonNode::asText)
        .containsExactly("errors.example.com");
    assertThat(route.path("parentRefs")).hasSize(1);
    assertThat(route.at("/parentRefs/0/name").asText()).isEqualTo("public");
    assertThat(route.at("/parentRefs/0/sectionName").asText()).isEqualTo("https");
    assertThat(Chart.read("deploy/helm/mesher/values-large.yaml"))
        .contains("publicUrl: https://errors.example.com\n");
  }

  @ParameterizedTest
  @FieldSource("io.mesher.deploy.Chart#VALUES")
  void everyServiceHasANetworkPolicyThatLetsItReachOnlyWhatItReads(String values) {
    var chart = Chart.with(values);
    var policies = chart.ofKind("NetworkPolicy", V1NetworkPolicy.class);

    assertThat(chart.deployments())
        .allSatisfy(
            deployment -> {
              var policy = of(policies, deployment);
              assertThat(policy.getSpec().getPolicyTypes()).contains("Ingress", "Egress");
              var ports =
                  policy.getSpec().getEgress().stream()
                      .flatMap(rule -> rule.getPorts().stream())
                      .map(port -> port.getPort().getIntValue())
                      .toList();
              var name = deployment.getSpec().getTemplate().getSpec().getContainers().getFirst();
              var reads = ServiceSources.environment(name.getName());
              assertThat(ports.contains(9092))
                  .isEqualTo(reads.contains("MESHER_KAFKA_BOOTSTRAP_SERVERS"));
              assertThat(ports.contains(5432)).isEqualTo(reads.contains("MESHER_DATABASE_HOST"));
              assertThat(ports.contains(6379)).isEqualTo(reads.contains("MESHER_REDIS_URL"));
              assertThat(ports.contains(443)).isEqualTo(name.getName().equals("issues-api"));
            });
  }

  private static V1NetworkPolicy of(List<V1NetworkPolicy> policies, V1Deployment deployment) {
    return policies.stream()
        .filter(policy -> policy.getMetadata().getName().equals(deployment.getMetadata().getName()))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void prepareRunsBeforeTheServicesUnlessItsServersComeWithThem() {
    assertThat(
            Chart.with("small")
                .ofKind("Job")
                .getFirst()
                .at("/metadata/annotations/hidden.helm.sh~1hook")
                .asText())
        .isEqualTo("pre-install,pre-upgrade");
    assertThat(
            Chart.with("trial")
                .ofKind("Job")
                .getFirst()
                .at("/metadata/annotations")
                .isMissingNode())
        .isTrue();
  }

  @Test
  void podMonitorFindsThePodsAndTheirPort() {
    var chart = Chart.with("small");
    var monitor = chart.ofKind("PodMonitor").getFirst();
    var components = monitor.at("/spec/selector/matchExpressions/0/values");

    assertThat(components)
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(ServiceSources.SERVICES);
    assertThat(monitor.at("/spec/podMetricsEndpoints/0/port").asText()).isEqualTo("management");
    assertThat(monitor.at("/spec/podMetricsEndpoints/0/path").asText()).isEqualTo("/q/metrics");
  }
}
