package io.mesher.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;

/** Kubernetes' own OpenAPI schema, as the classes generated from it check it. */
final class KubernetesSchema {
  private KubernetesSchema() {}

  /**
   * Checks names, types and presence of all fields.
   *
   * @throws IllegalArgumentException what is wrong
   */
  static void check(JsonNode object) {
    var version = object.path("apiVersion").asText().replaceFirst(".*/", "");
    var name =
        "io.kubernetes.client.openapi.models."
            + version.substring(0, 1).toUpperCase(Locale.ROOT)
            + version.substring(1)
            + object.path("kind").asText();
    try {
      Class.forName(name)
          .getMethod("validateJsonElement", JsonElement.class)
          .invoke(null, JsonParser.parseString(object.toString()));
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(Manifests.name(object), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("Kubernetes has no " + name, e);
    }
  }
}
