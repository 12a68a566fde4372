package io.mesher.deploy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ContainerPort;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1Probe;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

// Kubernetes' model calls every field nullable; one that is absent here fails the test.
@NullUnmarked
class WorkloadTest {
  /** What a service may take to finish what it holds, see docs/operations/scaling.md. */
  private static final int DRAIN_SECONDS = 20;

  private static List<V1Container> services(String values) {
    return Chart.with(values).deployments().stream()
        .map(deployment -> deployment.getSpec().getTemplate().getSpec().getContainers().getFirst())
        .toList();
  }

  @ParameterizedTest
  @FieldSource("io.mesher.deploy.Chart#VALUES")
  void probesAskTheManagementPort(String values) {
    assertThat(services(values))
        .hasSize(5)
        .allSatisfy(
            container -> {
              assertThat(path(container, container.getStartupProbe())).isEqualTo("/q/health/live");
              assertThat(path(container, container.getLivenessProbe())).isEqualTo("/q/health/live");
              assertThat(path(container, container.getReadinessProbe()))
                  .isEqualTo("/q/health/ready");
            });
  }

  private static String path(V1Container container, V1Probe probe) {
    var get = requireNonNull(probe.getHttpGet());
    assertThat(container.getPorts())
        .extracting(V1ContainerPort::getName)
        .contains(get.getPort().getStrValue());
    assertThat(get.getPort().getStrValue()).isEqualTo("management");
    return requireNonNull(get.getPath());
  }

  @ParameterizedTest
  @FieldSource("io.mesher.deploy.Chart#VALUES")
  void podsAreRestricted(String values) {
    assertThat(Chart.with(values).pods())
        .isNotEmpty()
        .allSatisfy(
            (name, pod) -> {
              var spec = pod.getSpec();
              assertThat(spec.getSecurityContext().getRunAsNonRoot()).isTrue();
              assertThat(spec.getSecurityContext().getSeccompProfile().getType())
                  .isEqualTo("RuntimeDefault");
              assertThat(spec.getAutomountServiceAccountToken()).isFalse();
              assertThat(spec.getEnableServiceLinks()).isFalse();
              assertThat(spec.getContainers())
                  .allSatisfy(
                      container -> {
                        var security = container.getSecurityContext();
                        assertThat(security.getAllowPrivilegeEscalation()).isFalse();
                        assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
                        if (!name.startsWith("StatefulSet")) {
                          assertThat(security.getReadOnlyRootFilesystem()).isTrue();
                        }
                      });
            });
  }

  @ParameterizedTest
  @FieldSource("io.mesher.deploy.Chart#VALUES")
  void imagesAreOfAVersionAndResourcesBounded(String values) {
    assertThat(Chart.with(values).pods().values())
        .flatExtracting(pod -> pod.getSpec().getContainers())
        .allSatisfy(
            container -> {
              assertThat(container.getImage()).matches(".+:[^:/]+").doesNotEndWith(":latest");
              assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory");
              assertThat(container.getResources().getLimits()).containsKey("memory");
            });
  }

  @ParameterizedTest
  @FieldSource("io.mesher.deploy.Chart#VALUES")
  void secretsAreOnlyThoseOfTheOperator(String values) {
    var keys = Set.of("database-password", "mesher-secret", "redis-url");
    assertThat(Chart.with(values).pods().values())
        .flatExtracting(pod -> pod.getSpec().getContainers())
        .flatExtracting(container -> env((V1Container) container))
        .filteredOn(variable -> variable.getValueFrom() != null)
        .allSatisfy(
            variable -> {
              var reference = variable.getValueFrom().getSecretKeyRef();
              assertThat(reference).as("nothing comes from a ConfigMap").isNotNull();
              if (!reference.getName().equals("mesher-test")) {
                assertThat(reference.getName()).isEqualTo("mesher");
                assertThat(keys).contains(reference.getKey());
              }
            });
    assertThat(Chart.with(values).ofKind("Secret")).isEmpty();
  }

  private static List<V1EnvVar> env(V1Container container) {
    var variables = container.getEnv();
    return variables == null ? List.of() : variables;
  }

  @ParameterizedTest
  @FieldSource("io.mesher.deploy.Chart#VALUES")
  void servicesAreGivenOnlyWhatTheyRead(String values) {
    assertThat(services(values))
        .allSatisfy(
            container ->
                assertThat(ServiceSources.environment(container.getName()))
                    .containsAll(ours(container)));
  }

  @Test
  void allThatServicesReadCanBeGiven() {
    var template = Chart.read("deploy/helm/mesher/templates/_environment.tpl");

    for (var component : ServiceSources.SERVICES) {
      assertThat(ServiceSources.environment(component))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(template).contains("- name: " + name + "\n"));
    }
    assertThat(ServiceSources.environment("prepare"))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(template).contains("- name: " + name + "\n"));
  }

  @Test
  void whatServicesCannotStartWithoutIsAlwaysGiven() {
    var needed =
        Set.of(
            "MESHER_KAFKA_BOOTSTRAP_SERVERS",
            "MESHER_DATABASE_HOST",
            "MESHER_SECRET",
            "MESHER_REDIS_URL",
            "MESHER_PUBLIC_URL");
    assertThat(services("defaults"))
        .allSatisfy(
            container -> {
              var read = ServiceSources.environment(container.getName());
              read.retainAll(needed);
              assertThat(ours(container)).containsAll(read);
            });
  }

  @Test
  void mailIsForTheApiOnly() {
    assertThat(
            Chart.with("defaults", "smtp.host", "smtp.example.com").deployments().stream()
                .map(one -> one.getSpec().getTemplate().getSpec().getContainers().getFirst())
                .filter(container -> ours(container).contains("MESHER_SMTP_HOST")))
        .extracting(V1Container::getName)
        .containsExactly("issues-api");
  }

  @Test
  void tracesAreForThoseAnEventPasses() {
    assertThat(
            Chart.with("everything").deployments().stream()
                .map(one -> one.getSpec().getTemplate().getSpec().getContainers().getFirst())
                .filter(container -> ours(container).contains("OTEL_EXPORTER_OTLP_ENDPOINT")))
        .extracting(V1Container::getName)
        .containsExactlyInAnyOrder(
            "ingest-gateway", "ws-gateway", "event-processor", "storage-writer");
    assertThat(services("defaults"))
        .allSatisfy(
            container -> assertThat(ours(container)).noneMatch(name -> name.startsWith("OTEL_")));
  }

  private static Set<String> ours(V1Container container) {
    var names =
        env(container).stream()
            .map(V1EnvVar::getName)
            .filter(name -> name.matches("(MESHER|OTEL)_.*"))
            .toList();
    assertThat(names).doesNotHaveDuplicates();
    return new HashSet<>(names);
  }

  @ParameterizedTest
  @FieldSource("io.mesher.deploy.Chart#VALUES")
  void aPodHasTheTimeToDrain(String values) {
    assertThat(Chart.with(values).deployments())
        .allSatisfy(
            deployment -> {
              var spec = deployment.getSpec().getTemplate().getSpec();
              var lifecycle = spec.getContainers().getFirst().getLifecycle();
              long before = lifecycle == null ? 0 : lifecycle.getPreStop().getSleep().getSeconds();
              assertThat(spec.getTerminationGracePeriodSeconds())
                  .isGreaterThan(before + DRAIN_SECONDS);
              var update = deployment.getSpec().getStrategy().getRollingUpdate();
              assertThat(update.getMaxUnavailable().getIntValue()).isZero();
            });
  }

  @ParameterizedTest
  @FieldSource("io.mesher.deploy.Chart#VALUES")
  void replicasAreSpread(String values) {
    assertThat(Chart.with(values).deployments())
        .allSatisfy(
            deployment -> {
              var template = deployment.getSpec().getTemplate();
              assertThat(template.getSpec().getTopologySpreadConstraints())
                  .hasSize(2)
                  .allSatisfy(
                      spread ->
                          assertThat(template.getMetadata().getLabels())
                              .containsAllEntriesOf(spread.getLabelSelector().getMatchLabels()));
            });
  }

  @Test
  void servicesHaveThePriorityTheyAreGiven() {
    assertThat(Chart.with("large").deployments())
        .hasSize(5)
        .extracting(one -> one.getSpec().getTemplate().getSpec().getPriorityClassName())
        .containsOnly("mesher");
    assertThat(Chart.with("defaults").deployments())
        .extracting(one -> one.getSpec().getTemplate().getSpec().getPriorityClassName())
        .containsOnlyNulls();
  }

  @Test
  void namesStayUniqueAndShort() {
    for (var values : Chart.VALUES) {
      var names =
          Chart.with(values).all().stream()
              .map(object -> object.path("kind").asText() + "/" + Manifests.name(object))
              .collect(Collectors.toList());
      assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.length() < 80);
    }
  }
}
