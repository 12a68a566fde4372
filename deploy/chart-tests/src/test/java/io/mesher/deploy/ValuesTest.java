package io.mesher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** values.yaml and its schema, key by key. */
class ValuesTest {
  private static final String VALUES = Chart.read("deploy/helm/mesher/values.yaml");
  private static final JsonNode SCHEMA = schema();
  private static final Pattern KEY = Pattern.compile("( *)([\\w-]+):.*");

  /** What Helm itself puts in, and what may be given though it has no default. */
  private static final List<String> WITHOUT_DEFAULT = List.of(".global", ".resources.limits.cpu");

  private static JsonNode schema() {
    try {
      return new ObjectMapper().readTree(Chart.read("deploy/helm/mesher/values.schema.json"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode resolved(JsonNode schema) {
    var reference = schema.path("$ref").asText();
    return reference.isEmpty() ? schema : resolved(SCHEMA.at(reference.substring(1)));
  }

  @Test
  void schemaKnowsEveryValueAndNoOther() throws JsonProcessingException {
    var differences = new ArrayList<String>();

    compare(SCHEMA, new ObjectMapper(new YAMLFactory()).readTree(VALUES), "", differences);

    assertThat(differences).isEmpty();
  }

  private static void compare(JsonNode some, JsonNode value, String path, List<String> found) {
    var schema = resolved(some);
    var known = schema.path("properties");
    if (schema.path("type").asText().equals("object") && !known.isEmpty()) {
      if (schema.path("additionalProperties").asBoolean(true)) {
        found.add(path + " takes any key");
      }
      value
          .properties()
          .forEach(
              one -> {
                var name = path + "." + one.getKey();
                if (known.has(one.getKey())) {
                  compare(known.path(one.getKey()), one.getValue(), name, found);
                } else {
                  found.add(name + " is not in the schema");
                }
              });
      known
          .fieldNames()
          .forEachRemaining(
              key -> {
                if (!value.has(key)
                    && WITHOUT_DEFAULT.stream().noneMatch((path + "." + key)::endsWith)) {
                  found.add(path + "." + key + " is not in values.yaml");
                }
              });
    } else if (!schema.has("type") && !schema.has("enum") && !schema.has("oneOf")) {
      found.add(path + " may be anything");
    }
  }

  /** By a comment above it or above a key that it is under. */
  @Test
  void everyValueIsExplained() {
    record Key(int indent, String name, boolean explained) {}
    var unexplained = new ArrayList<String>();
    var above = new ArrayDeque<Key>();
    boolean comment = false;

    for (var line : VALUES.lines().toList()) {
      var key = KEY.matcher(line);
      if (key.matches()) {
        int indent = key.group(1).length();
        while (!above.isEmpty() && above.getLast().indent() >= indent) {
          above.removeLast();
        }
        boolean explained = comment || (!above.isEmpty() && above.getLast().explained());
        above.addLast(new Key(indent, key.group(2), explained));
        if (!explained && !line.endsWith(":")) {
          unexplained.add(String.join(".", above.stream().map(Key::name).toList()));
        }
      }
      comment = line.strip().startsWith("#");
    }

    assertThat(unexplained).isEmpty();
  }
}
