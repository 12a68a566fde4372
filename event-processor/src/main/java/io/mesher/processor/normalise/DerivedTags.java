package io.mesher.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Tags that people count by and SDKs send elsewhere: browser, os, server_name. */
final class DerivedTags {
  private DerivedTags() {}

  /** Adds what is known; a tag that the client set stays. */
  static void add(ObjectNode event) {
    var contexts = event.path("contexts");
    var agent = UserAgent.of(header(event.path("request").path("headers"), "user-agent"));
    put(event, "browser", first(named(contexts.path("browser")), agent.browser()));
    put(
        event,
        "os",
        first(named(contexts.path("os")), named(contexts.path("client_os")), agent.os()));
    put(event, "server_name", Nodes.scalar(event.get("server_name")));
  }

  private static @Nullable String named(JsonNode context) {
    var name = Nodes.scalar(context.get("name"));
    var version = Nodes.scalar(context.get("version"));
    return name == null || version == null ? name : name + " " + version;
  }

  private static @Nullable String header(JsonNode headers, String name) {
    for (var header : headers.properties()) {
      if (header.getKey().equalsIgnoreCase(name)) {
        return Nodes.scalar(header.getValue());
      }
    }
    return null;
  }

  private static @Nullable String first(@Nullable String... texts) {
    for (var text : texts) {
      if (text != null) {
        return text;
      }
    }
    return null;
  }

  private static void put(ObjectNode event, String name, @Nullable String value) {
    if (value == null || value.isBlank()) {
      return;
    }
    var tags = event.get("tags") instanceof ObjectNode object ? object : event.putObject("tags");
    if (!tags.has(name)) {
      tags.put(name, Trimmed.cut(value.strip(), Tags.MAX_LENGTH));
    }
  }
}
