package io.mesher.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.kubernetes.client.openapi.JSON;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Rendered objects. */
record Manifests(List<JsonNode> all) {
  static final JSON KUBERNETES = new JSON();
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  static Manifests parse(String text) {
    var objects = new ArrayList<JsonNode>();
    try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
      while (documents.hasNextValue()) {
        var object = documents.nextValue();
        if (object.isObject()) {
          objects.add(object);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Manifests(List.copyOf(objects));
  }

  List<JsonNode> ofKind(String kind) {
    return all.stream().filter(object -> object.path("kind").asText().equals(kind)).toList();
  }

  <T> List<T> ofKind(String kind, Class<T> type) {
    return ofKind(kind).stream().map(object -> typed(object, type)).toList();
  }

  static <T> T typed(JsonNode object, Class<T> type) {
    return Objects.requireNonNull(JSON.getGson().fromJson(object.toString(), type));
  }

  List<V1Deployment> deployments() {
    return ofKind("Deployment", V1Deployment.class);
  }

  /** The pods of all workloads, by kind and name; a bare pod as the template it would have. */
  Map<String, V1PodTemplateSpec> pods() {
    var pods = new LinkedHashMap<String, V1PodTemplateSpec>();
    for (var object : all) {
      var kind = object.path("kind").asText();
      var template =
          switch (kind) {
            case "Deployment", "StatefulSet", "Job" -> object.path("spec").path("template");
            case "Pod" -> object;
            default -> null;
          };
      if (template != null) {
        var pod = ((com.fasterxml.jackson.databind.node.ObjectNode) template.deepCopy());
        pod.remove(List.of("apiVersion", "kind"));
        pods.put(kind + "/" + name(object), typed(pod, V1PodTemplateSpec.class));
      }
    }
    return pods;
  }

  static String name(JsonNode object) {
    return object.path("metadata").path("name").asText();
  }
}
