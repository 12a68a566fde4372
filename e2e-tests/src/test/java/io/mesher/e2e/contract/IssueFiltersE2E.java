package io.mesher.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every parameter of the list of issues, on an issue that came in by itself. */
@ExtendWith(Shared.class)
class IssueFiltersE2E {
  private static final List<String> FINDING =
      List.of(
          "",
          "limit=1000",
          "status=unresolved",
          "level=error",
          "assigned_to=none",
          "environment=live",
          "release=shop@1.2",
          "q=shelf",
          "q=level:error",
          "q=environment:live",
          "q=release:shop@1.2",
          "q=assigned:none",
          "q=is:unresolved%20host:db-3%20user.id:42%20%22shelf%20is%20empty%22",
          "from=2020-01-01T00:00:00Z",
          "to=2120-01-01T00:00:00Z",
          "sort=last_seen",
          "sort=first_seen",
          "sort=events",
          "sort=users");

  private static final List<String> NOT_FINDING =
      List.of(
          "status=resolved",
          "level=fatal",
          "assigned_to=me",
          "environment=test",
          "release=shop@9",
          "q=cellar",
          "q=user.id:43",
          "q=release:shop@9",
          "q=assigned:me",
          "q=is:regressed",
          "q=%22empty%20is%20shelf%22",
          "from=2120-01-01T00:00:00Z",
          "to=2020-01-01T00:00:00Z");

  private static final Map<String, ?> EVENT =
      Map.of(
          "message", "the shelf is empty",
          "level", "error",
          "environment", "live",
          "release", "shop@1.2",
          "user", Map.of("id", "42"),
          "tags", Map.of("host", "db-3"));

  private final MesherSystem mesher;

  IssueFiltersE2E(MesherSystem mesher) {
    this.mesher = mesher;
  }

  @Test
  void whatMatchesIsListedAndWhatDoesNotIsNot() {
    var project = mesher.api().project();
    project.awaitEvent(project.send(EVENT).ok().path("id").asText(), Project.PATIENCE);

    var found = FINDING.stream().collect(Collectors.toMap(q -> q, q -> listed(project, q)));
    var others = NOT_FINDING.stream().collect(Collectors.toMap(q -> q, q -> listed(project, q)));

    assertThat(found).allSatisfy((query, issues) -> assertThat(issues).isEqualTo(1));
    assertThat(others).allSatisfy((query, issues) -> assertThat(issues).isZero());
  }

  private int listed(Project project, String query) {
    var path = "/projects/" + project.number() + "/issues?" + query;
    return mesher.api().get(path).ok().path("data").size();
  }
}
