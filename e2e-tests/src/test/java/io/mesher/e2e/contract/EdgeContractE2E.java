package io.mesher.e2e.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that well-behaved clients don't send, as bytes. */
@ExtendWith(Shared.class)
class EdgeContractE2E {
  private static final int PATIENCE_MILLIS = 10_000;

  private final MesherSystem mesher;

  EdgeContractE2E(MesherSystem mesher) {
    this.mesher = mesher;
  }

  @ParameterizedTest
  @CsvSource({
    "GET /api/v1/events, 405, method not allowed",
    "PUT /api/1/envelope/, 405, method not allowed",
    "POST /api/nothing, 404, not found",
    "POST /api/1/nothing/, 404, not found",
    "GET /stream/nothing, 404, not found",
    "GET /ingest, 426, websocket upgrade required",
    "GET /q/metrics, 404, not found"
  })
  void whatNobodyTakesIsAProblemToo(String request, int status, String error) throws IOException {
    var answer = answer(request, "", "");

    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .containsIgnoringCase("\r\nContent-Type: application/problem+json\r\n")
        .contains("\"type\":\"about:blank\"")
        .contains("\"status\":" + status)
        .contains("\"error\":\"" + error + "\"");
  }

  @Test
  void anEventThatAsksToBecomeASocketKeepsItsBody() throws IOException {
    Project project = mesher.api().project();

    var answer =
        answer(
            "POST /api/v1/events",
            "Upgrade: websocket\r\nX-Sentry-Auth: " + project.key() + "\r\n",
            "{\"message\":\"no socket\"}");

    assertThat(answer).startsWith("HTTP/1.1 202 ");
  }

  private String answer(String request, String headers, String body) throws IOException {
    var edge = URI.create(mesher.settings().publicUrl());
    try (var socket = new Socket(edge.getHost(), edge.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket
          .getOutputStream()
          .write(
              "%s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n%s"
                  .formatted(request, headers, body.length(), body)
                  .getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }
}
