package io.mesher.testkit.asyncapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** {@code docs/asyncapi.yaml}, read from the directory of a module. */
public final class AsyncApi {
  private final JsonNode document;

  private AsyncApi(JsonNode document) {
    this.document = document;
  }

  /** The document of this tree. */
  public static AsyncApi ofThisTree() {
    try {
      return new AsyncApi(
          new YAMLMapper().readTree(Path.of("..", "docs", "asyncapi.yaml").toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The addresses of the channels on a server of the document. */
  public Set<String> addresses(String server) {
    var addresses = new TreeSet<String>();
    for (var channel : document.path("channels")) {
      if (channel.at("/servers/0/$ref").asText().equals("#/servers/" + server)) {
        addresses.add(channel.path("address").asText());
      }
    }
    return addresses;
  }

  /** The names of the messages of a channel. */
  public Set<String> messages(String channel) {
    return names(document.path("channels").path(channel).path("messages"));
  }

  /** The JSON Schema of what a message holds, or of its headers. */
  public JsonNode schema(String message, String part) {
    return document.path("components").path("messages").path(message).path(part);
  }

  /** The properties of an object's schema. */
  public static Set<String> properties(JsonNode schema) {
    return names(schema.path("properties"));
  }

  /** Those of them that are always there. */
  public static Set<String> required(JsonNode schema) {
    var required = new TreeSet<String>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    return required;
  }

  /** The components of a record as JSON names them. */
  public static Set<String> components(Class<? extends Record> type) {
    var names = new TreeSet<String>();
    Arrays.stream(type.getRecordComponents())
        .map(component -> name(component.getName()))
        .forEach(names::add);
    return names;
  }

  static String name(String component) {
    return PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE.translate(component);
  }

  private static Set<String> names(JsonNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
