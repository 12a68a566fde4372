package io.mesher.e2e.change;

import static io.mesher.e2e.system.Project.EFFECTIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.e2e.system.Colleague;
import io.mesher.e2e.system.LiveStream;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Who may not watch any more loses their sockets within the promised time, and nobody else; the
 * others hear what becomes of issues.
 */
@ExtendWith(Shared.class)
class SocketChangesE2E {
  private static final int POLICY = 1008;

  private final MesherSystem mesher;
  private final Project project;

  SocketChangesE2E(MesherSystem mesher) {
    this.mesher = mesher;
    this.project = mesher.api().project();
  }

  @Test
  void whoSignsOutLosesTheSocketsOfThatSessionOnly() {
    var here = member("signs-out");
    var elsewhere = here.signInAgain();
    try (var byCookie = here.watch(project);
        var byTicket = here.watchByTicket(project);
        var staying = elsewhere.watch(project)) {

      here.post("/auth/logout", Map.of()).ok();

      assertThat(byCookie.awaitClose(EFFECTIVE)).isEqualTo(POLICY);
      assertThat(byTicket.awaitClose(EFFECTIVE)).isEqualTo(POLICY);
      assertHears(staying);
    }
  }

  @Test
  void aNewPasswordEndsTheSocketsOfTheOtherSessions() {
    var here = member("changes-the-password");
    var elsewhere = here.signInAgain();
    try (var staying = here.watch(project);
        var closing = elsewhere.watch(project)) {

      here.changePassword();

      assertThat(closing.awaitClose(EFFECTIVE)).isEqualTo(POLICY);
      assertHears(staying);
    }
  }

  @Test
  void whoIsRemovedLosesTheirSockets() {
    var colleague = member("is-removed");
    var token = colleague.makeToken().path("token").asText();
    try (var byCookie = colleague.watch(project);
        var byToken = project.streamAs(token);
        var staying = project.stream()) {

      project.remove(colleague);

      assertThat(byCookie.awaitClose(EFFECTIVE)).isEqualTo(POLICY);
      assertThat(byToken.awaitClose(EFFECTIVE)).isEqualTo(POLICY);
      assertHears(staying);
    }
  }

  @Test
  void aRevokedTokenLosesItsSocketsOnly() {
    var colleague = member("revokes-a-token");
    var token = colleague.makeToken();
    try (var closing = project.streamAs(token.path("token").asText());
        var staying = colleague.watch(project)) {

      colleague.post("/tokens/" + token.path("id").asText() + "/revoke", Map.of()).ok();

      assertThat(closing.awaitClose(EFFECTIVE)).isEqualTo(POLICY);
      assertHears(staying);
    }
  }

  @Test
  void aRevokedTokenOfAnOrganisationLosesItsSockets() {
    var organisation = Map.of("scope", "read", "org_id", project.organisation());
    var token = mesher.api().post("/tokens", organisation).ok();
    try (var closing = project.streamAs(token.path("token").asText());
        var staying = project.stream()) {

      mesher.api().post("/tokens/" + token.path("id").asText() + "/revoke", Map.of()).ok();

      assertThat(closing.awaitClose(EFFECTIVE)).isEqualTo(POLICY);
      assertHears(staying);
    }
  }

  @Test
  void nobodyGoesOnWatchingADeletedProject() {
    try (var closing = project.stream()) {

      mesher.api().delete("/projects/" + project.id()).ok();

      assertThat(closing.awaitClose(EFFECTIVE)).isEqualTo(POLICY);
    }
  }

  @Test
  void whatPeopleDoToIssuesIsHeard() {
    project.send(Map.of("message", "to be worked on")).ok();
    var issue = project.awaitIssues(1, Project.PATIENCE).getFirst().path("id").asText();
    try (var stream = project.stream()) {
      for (var action : List.of("resolve", "unresolve", "archive", "discard", "delete")) {
        mesher.api().post("/issues/" + issue + "/" + action, Map.of()).ok();
      }

      stream.await(message -> message.path("action").asText().equals("deleted"), EFFECTIVE);
      assertThat(stream.ofType("issue"))
          .allSatisfy(message -> assertThat(message.path("issue_id").asText()).isEqualTo(issue))
          .extracting(message -> message.path("action").asText())
          .endsWith("resolved", "unresolved", "archived", "discarded", "deleted");
    }
  }

  private Colleague member(String name) {
    return project.join(Colleague.register(mesher, name));
  }

  private void assertHears(LiveStream stream) {
    var event = project.send(Map.of("message", "for those who stay")).ok();
    assertThat(stream.awaitEvent(event.path("id").asText(), Project.PATIENCE)).isNotNull();
  }
}
