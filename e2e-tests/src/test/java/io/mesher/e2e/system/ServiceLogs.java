package io.mesher.e2e.system;

import com.fasterxml.jackson.databind.JsonNode;
import io.mesher.localstack.service.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the services of a system log. */
public final class ServiceLogs {
  private final MesherSystem mesher;
  private final Map<Service, Integer> begin = new EnumMap<>(Service.class);

  /** Remembers where the logs end now. */
  public ServiceLogs(MesherSystem mesher) {
    this.mesher = mesher;
    for (var service : Service.values()) {
      begin.put(service, text(service).length());
    }
  }

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
   * The lines of all services since this was made that are no JSON. Before, services may have been
   * killed in the middle of a line.
   */
  public List<String> notJson() {
    return begin.entrySet().stream()
        .flatMap(from -> text(from.getKey()).substring(from.getValue()).lines())
        .filter(line -> !line.isBlank() && !Http.parse(line).isObject())
        .toList();
  }
}
