package io.mesher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What {@code helm install} tells at its end. */
class NotesTest {
  @ParameterizedTest
  @FieldSource("io.mesher.deploy.Chart#VALUES")
  void leadToADsn(String values) {
    assertThat(Chart.notes(values))
        .contains("/api/v1/auth/register", "/api/v1/projects/PROJECT/api-keys", "DSN")
        .contains("helm test -n errors mesher");
  }

  @Test
  void warnOfWhatIsNotForProduction() {
    assertThat(Chart.notes("trial"))
        .contains("without backups", "publicUrl is plain http", "topics.replication is 1");
    assertThat(Chart.notes("small")).doesNotContain("WARNING");
    assertThat(Chart.notes("large")).doesNotContain("WARNING");
  }

  @Test
  void sayThatNothingRoutesYet() {
    assertThat(Chart.notes("large")).doesNotContain("port-forward");
    assertThat(Chart.notes("defaults", "ingress.enabled", false))
        .contains("Nothing routes to it yet", "port-forward");
  }

  /** Its cluster may have no ingress controller, and nobody's DNS knows mesher.local. */
  @Test
  void leadIntoATrialWithoutAnIngressController() {
    assertThat(Chart.notes("trial"))
        .contains(
            "kubectl -n errors port-forward svc/mesher-issues-api 8085",
            "kubectl -n errors port-forward svc/mesher-ingest-gateway 8082")
        .doesNotContain("Nothing routes");
  }
}
