package io.mesher.processor.grouping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Two events of which people would say that they are, or are not, one issue. The files write them
 * short: {@code b} is {@code a} with what it names changed; a frame is {@code + module # function}
 * or {@code + file:line:column @ function}, with {@code +} for in-app, {@code -} for foreign and
 * {@code ~} for an SDK that did not say.
 */
record CorpusPair(String id, boolean same, String why, ObjectNode a, ObjectNode b) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> LANGUAGES =
      List.of("java", "javascript", "python", "go", "csharp", "php", "ruby", "native");
  private static final Pattern FRAME =
      Pattern.compile("([-+~]) (.+?)(?::(\\d+))?(?::(\\d+))? ([#@]) (.+)");

  static List<CorpusPair> all() throws IOException {
    var pairs = new ArrayList<CorpusPair>();
    for (var language : LANGUAGES) {
      var resource = "/grouping/corpus/" + language + ".jsonl";
      try (var in =
          new BufferedReader(
              new InputStreamReader(
                  CorpusPair.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
        for (var line = in.readLine(); line != null; line = in.readLine()) {
          pairs.add(of(JSON.readTree(line)));
        }
      }
    }
    return pairs;
  }

  /** A third, chosen by nobody, that was not looked at while the algorithm was tuned. */
  boolean isSetAside() {
    var crc = new CRC32();
    crc.update(id.getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % 3 == 0;
  }

  private static CorpusPair of(JsonNode line) {
    var platform = line.path("platform").asText();
    ObjectNode a = line.path("a").deepCopy();
    ObjectNode b = line.path("b").deepCopy();
    for (var member : a.properties()) {
      if (!b.has(member.getKey())) {
        b.set(member.getKey(), member.getValue());
      }
    }
    return new CorpusPair(
        line.path("id").asText(),
        line.path("same").asBoolean(),
        line.path("why").asText(),
        event(a, platform),
        event(b, platform));
  }

  private static ObjectNode event(ObjectNode brief, String platform) {
    var event = JSON.createObjectNode().put("platform", platform);
    if (brief.hasNonNull("message")) {
      event.set("message", brief.get("message"));
    }
    if (brief.hasNonNull("template")) {
      event
          .putObject("logentry")
          .put("message", brief.get("template").asText())
          .put("formatted", brief.path("message").asText());
    }
    if (brief.hasNonNull("fingerprint")) {
      event.set("fingerprint", brief.get("fingerprint"));
    }
    var chain = JSON.createArrayNode();
    if (brief.has("chain")) {
      brief.get("chain").forEach(link -> chain.add(exception(link)));
    } else if (brief.hasNonNull("type") || brief.hasNonNull("value")) {
      chain.add(exception(brief));
    }
    if (!chain.isEmpty()) {
      event.putObject("exception").set("values", chain);
    }
    return event;
  }

  private static ObjectNode exception(JsonNode brief) {
    var exception = JSON.createObjectNode();
    exception.set("type", brief.get("type"));
    exception.set("value", brief.get("value"));
    if (brief.path("synthetic").asBoolean()) {
      exception.putObject("mechanism").put("type", "generic").put("synthetic", true);
    }
    var frames = JSON.createArrayNode();
    brief.path("frames").forEach(frame -> frames.add(frame(frame.asText())));
    if (!frames.isEmpty()) {
      exception.putObject("stacktrace").set("frames", frames);
    }
    return exception;
  }

  private static ObjectNode frame(String text) {
    Matcher parts = FRAME.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("no frame: " + text);
    }
    var frame = JSON.createObjectNode();
    if (parts.group(5).equals("#")) {
      frame.put("module", parts.group(2));
    } else {
      frame.put("filename", parts.group(2)).put("abs_path", parts.group(2));
    }
    frame.put("function", parts.group(6));
    if (parts.group(3) != null) {
      frame.put("lineno", Integer.parseInt(parts.group(3)));
    }
    if (parts.group(4) != null) {
      frame.put("colno", Integer.parseInt(parts.group(4)));
    }
    if (!parts.group(1).equals("~")) {
      frame.put("in_app", parts.group(1).equals("+"));
    }
    return frame;
  }
}
