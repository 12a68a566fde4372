package io.mesher.e2e.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mesher.e2e.system.Http;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.localstack.settings.StackSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class CommandsE2E {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final StackSettings settings = MesherSystem.emptySettings("commands");
  private final Program program = new Program(settings);

  @AfterEach
  void stop() {
    program.run("down");
  }

  private JsonNode json(String... command) throws JsonProcessingException {
    return JSON.readTree(program.run(command).output());
  }

  @Test
  void lifeInTheBackgroundFromUpToDown() throws IOException {
    var up = program.run("up", "--detach");
    assertThat(up.code()).as(up.output()).isZero();
    assertThat(up.output()).contains("DSN for SDKs", "curl -X POST", "./mesher down");

    var info = json("info", "--json");
    assertThat(names(info))
        .containsExactly(
            "origin",
            "ws",
            "dsn",
            "api_key",
            "api_token",
            "email",
            "password",
            "org_id",
            "project_id",
            "project_number");
    assertThat(
            Http.send(
                    Http.request(info.path("origin").asText() + "/api/v1/events")
                        .header("Authorization", "Bearer " + info.path("api_key").asText())
                        .POST(Http.json(Map.of("message", "Hello, Mesher"))))
                .status())
        .isEqualTo(202);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(settings.data().credentials())))
        .isEqualTo("rw-------");

    var status = json("status", "--json");
    assertThat(status.path("services"))
        .hasSize(5)
        .allSatisfy(
            service -> {
              assertThat(service.path("pid").asLong()).isPositive();
              assertThat(service.path("port").asInt()).isPositive();
              assertThat(service.path("live").asBoolean()).isTrue();
              assertThat(service.path("ready").asBoolean()).isTrue();
            });
    assertThat(program.run("logs", "issues-api").output()).contains("issues-api");

    var second = program.run("up");
    assertThat(second.code()).isEqualTo(1);
    assertThat(second.output()).contains("Mesher already runs");

    assertThat(program.run("down").output()).contains("Mesher is stopped");
    assertThat(program.run("status").code()).isEqualTo(1);
    assertThat(program.run("down").output()).contains("Nothing runs.");
  }

  @Test
  @EnabledIfSystemProperty(named = "soak", matches = ".*", disabledReason = "./mesher test --soak")
  void killedSupervisorIsNoObstacleToTheNextUp() throws IOException {
    assertThat(program.run("up", "--detach").code()).isZero();
    var before = json("info", "--json");
    long supervisor = json("status", "--json").path("supervisor").asLong();
    ProcessHandle.of(supervisor).orElseThrow().destroyForcibly();

    var up = program.run("up", "--detach");

    assertThat(up.code()).as(up.output()).isZero();
    assertThat(up.output()).contains("that an earlier run left behind");
    assertThat(json("info", "--json")).isEqualTo(before);
  }

  private static List<String> names(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
