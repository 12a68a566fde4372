package io.mesher.e2e.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mesher.e2e.system.Http;
import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The programs of docs/webhooks.md, run as they stand there. */
@ExtendWith(Shared.class)
class WebhookReceiversE2E {
  private static final Path DOCUMENT = Path.of("../docs/webhooks.md");

  private final MesherSystem mesher;
  private final Project project;

  @TempDir Path directory;

  WebhookReceiversE2E(MesherSystem mesher) {
    this.mesher = mesher;
    this.project = mesher.api().project();
  }

  @ParameterizedTest
  @CsvSource({"python, python3, receiver.py", "js, node, receiver.mjs"})
  void printsEachAlertAndRefusesWhatIsNotSigned(String language, String program, String file)
      throws IOException {
    assumeTrue(isInstalled(program), program + " is not installed");
    Files.writeString(directory.resolve(file), block(language));
    int port = freePort();
    var url = "http://127.0.0.1:" + port + "/";
    var output = directory.resolve("output");
    var builder =
        new ProcessBuilder(program, file)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder
        .environment()
        .putAll(Map.of("PORT", Integer.toString(port), "MESHER_WEBHOOK_SECRET", ruleFor(url)));
    var receiver = builder.start();
    try {
      await().atMost(Project.PATIENCE).ignoreExceptions().until(() -> post(url, Map.of()) == 401);
      assertThat(
              post(
                  url,
                  Map.of(
                      "webhook-id",
                      "1",
                      "webhook-timestamp",
                      Long.toString(System.currentTimeMillis() / 1000),
                      "webhook-signature",
                      "v1,AAAA")))
          .isEqualTo(401);

      project.send(Map.of("message", "no stock")).ok();

      await()
          .atMost(Project.PATIENCE)
          .untilAsserted(
              () -> assertThat(Files.readAllLines(output)).contains("New issue: no stock"));
    } finally {
      receiver.destroyForcibly();
    }
  }

  /** Makes a rule that posts there; the secret it signs with. */
  private String ruleFor(String url) {
    return mesher
        .api()
        .post(
            "/projects/" + project.id() + "/alert-rules",
            Map.of(
                "name",
                "new issues",
                "condition",
                Map.of("condition_type", "new_issue"),
                "action",
                Map.of("type", "webhook", "url", url)))
        .ok()
        .path("secret")
        .asText();
  }

  private static int post(String url, Map<String, String> headers) throws IOException {
    var request = Http.request(url).POST(Http.json(Map.of()));
    headers.forEach(request::header);
    return Http.trySend(request).status();
  }

  private static String block(String language) throws IOException {
    var fenced =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(DOCUMENT));
    assertThat(fenced.find()).as("a block of %s in %s", language, DOCUMENT).isTrue();
    return fenced.group(1);
  }

  private static boolean isInstalled(String program) {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(System.getenv("PATH"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
