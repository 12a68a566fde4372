package io.mesher.api.contract;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * Examples of every body, put together from those of fields: {@code contract/examples.json} has one
 * by {@code field}, or by {@code Schema.field} where it means something else there.
 */
final class Examples {
  private static final String SCHEMAS = "#/components/schemas/";

  private final OpenAPI document;
  private final Map<String, Object> fields;
  private final List<String> missing = new ArrayList<>();

  private Examples(OpenAPI document, Map<String, Object> fields) {
    this.document = document;
    this.fields = fields;
  }

  static Examples of(OpenAPI document) {
    try (var file = Examples.class.getResourceAsStream("/contract/examples.json")) {
      return new Examples(document, new ObjectMapper().readValue(file, new TypeReference<>() {}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds them; a field without an example stops the build. */
  void add() {
    for (var item : document.getPaths().getPathItems().values()) {
      for (var operation : item.getOperations().values()) {
        if (operation.getRequestBody() != null) {
          add(operation.getRequestBody().getContent());
        }
        for (var response : operation.getResponses().getAPIResponses().values()) {
          add(response.getContent());
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException("contract/examples.json has no example of " + missing);
    }
  }

  private void add(@Nullable Content content) {
    if (content == null) {
      return;
    }
    for (var media : content.getMediaTypes().values()) {
      if (media.getSchema() != null && media.getExample() == null) {
        media.setExample(example("", "", media.getSchema()));
      }
    }
  }

  private @Nullable Object example(String owner, String field, Schema schema) {
    Object given = fields.getOrDefault(owner + "." + field, fields.get(field));
    if (given != null) {
      return given;
    }
    if (schema.getRef() != null) {
      String name = schema.getRef().substring(SCHEMAS.length());
      Object whole = fields.get(name);
      return whole != null ? whole : example(name, field, component(name));
    }
    if (schema.getEnumeration() != null) {
      return schema.getEnumeration().getFirst();
    }
    if (schema.getProperties() != null) {
      var object = new LinkedHashMap<String, Object>();
      schema
          .getProperties()
          .forEach((name, property) -> object.put(name, example(owner, name, property)));
      return object;
    }
    if (schema.getType() != null && schema.getType().contains(SchemaType.ARRAY)) {
      return List.of(example(owner, field, schema.getItems()));
    }
    missing.add(owner + "." + field);
    return null;
  }

  private Schema component(String name) {
    return Objects.requireNonNull(document.getComponents().getSchemas().get(name), name);
  }
}
