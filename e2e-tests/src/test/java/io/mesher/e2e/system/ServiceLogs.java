package io.mesher.e2e.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.mesher.localstack.service.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** What the services of a system log. */
public record ServiceLogs(MesherSystem mesher) {

  /** All whole lines that a service has written, one start after the other. */
  public String text(Service service) {
    try {
      var text = Files.readString(path(service), StandardCharsets.UTF_8);
      return text.substring(0, text.lastIndexOf('\n') + 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path path(Service service) {
    return mesher.settings().data().log(service.module());
  }

  /** The lines of a service that are about an event, as JSON. */
  public List<JsonNode> about(UUID event, Service service) {
    return text(service)
        .lines()
        .map(Http::parse)
        .filter(line -> line.at("/mdc/event").asText().equals(event.toString()))
        .toList();
  }

  /**
   * All lines of all services that are no JSON, but for those that a killed process left
   * unfinished: its successor's first line begins within them.
   */
  public List<String> notJson() {
    return Arrays.stream(Service.values())
        .flatMap(service -> text(service).lines())
        .filter(line -> !line.isBlank() && line.lastIndexOf("{\"timestamp\":") <= 0)
        .filter(line -> !Http.parse(line).isObject())
        .toList();
  }
}
