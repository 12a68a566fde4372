package io.mesher.e2e.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mesher.e2e.system.Http;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the first start makes and says, used as it is said. */
@ExtendWith(Shared.class)
class FirstProjectE2E {
  private static final String SLUG = "first-project";

  private final MesherSystem mesher;

  FirstProjectE2E(MesherSystem mesher) {
    this.mesher = mesher;
  }

  @Test
  void itsDsnTakesAnEnvelopeThatIsReadByNumberSlugAndUuid() {
    var account = mesher.account();
    var dsn = URI.create(account.dsn(mesher.settings().publicUrl()));
    var id = UUID.randomUUID().toString().replace("-", "");
    var message = "to the first project " + id;
    assertThat(dsn.getUserInfo()).isEqualTo(account.apiKey());
    assertThat(dsn.getPath()).isEqualTo("/" + account.projectNumber());

    var answer =
        Http.send(
            Http.request(
                    "http://%s:%d/api%s/envelope/"
                        .formatted(dsn.getHost(), dsn.getPort(), dsn.getPath()))
                .POST(
                    BodyPublishers.ofString(
                        "{\"event_id\":\"%s\",\"dsn\":\"%s\"}\n{\"type\":\"event\"}\n{\"message\":\"%s\"}\n"
                            .formatted(id, dsn, message))));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().toString()).isEqualTo("{\"id\":\"" + id + "\"}");
    var first =
        new Project(
            mesher.api(),
            mesher.settings().publicUrl(),
            account.projectId(),
            account.projectNumber(),
            account.apiKey(),
            dsn.toString());
    var event = first.awaitEvent(id, Project.PATIENCE);
    assertThat(event.path("project_id").asText()).isEqualTo(account.projectId());
    for (var name : List.of(Long.toString(account.projectNumber()), SLUG, account.projectId())) {
      JsonNode project = mesher.api().get("/projects/" + name).ok();
      assertThat(project.path("id").asText()).isEqualTo(account.projectId());
      assertThat(project.path("number").asLong()).isEqualTo(account.projectNumber());
      assertThat(project.path("slug").asText()).isEqualTo(SLUG);
      assertThat(mesher.api().get("/events/" + id + "?project=" + name).ok().path("event"))
          .isEqualTo(event);
      assertThat(mesher.api().get("/projects/" + name + "/issues?limit=100").ok().path("data"))
          .extracting(issue -> issue.path("id").asText())
          .contains(event.path("issue_id").asText());
    }
    assertThat(first.keys())
        .extracting(key -> key.path("key_value").asText() + " " + key.path("dsn").asText())
        .contains(account.apiKey() + " " + dsn);
  }
}
