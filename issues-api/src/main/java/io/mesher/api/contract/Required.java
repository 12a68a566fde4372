package io.mesher.api.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.RecordComponentInfo;
import org.jspecify.annotations.Nullable;

/**
 * Members that every answer has are said to be required: all of a record's, but those that are left
 * out when they are null. What clients send says for itself what it needs.
 */
final class Required {
  private static final DotName NULLABLE = DotName.createSimple(Nullable.class);
  private static final DotName INCLUDE = DotName.createSimple(JsonInclude.class);
  private static final String SCHEMAS = "#/components/schemas/";

  private final IndexView index;

  Required(IndexView index) {
    this.index = index;
  }

  void addTo(OpenAPI document) {
    var schemas = document.getComponents().getSchemas();
    var sent = sent(document, schemas);
    for (var type : index.getKnownClasses()) {
      if (type.isRecord()) {
        schemas.forEach(
            (name, schema) -> {
              if (isOf(type, name) && schema.getProperties() != null && !sent.contains(name)) {
                add(type, schema);
              }
            });
      }
    }
  }

  /** A generic record's schemas are named after it and what it holds. */
  private static boolean isOf(ClassInfo type, String schema) {
    return type.typeParameters().isEmpty()
        ? schema.equals(type.simpleName())
        : schema.startsWith(type.simpleName());
  }

  private static void add(ClassInfo type, Schema schema) {
    for (var component : type.recordComponents()) {
      var name = SnakeCaseStrategy.INSTANCE.translate(component.name());
      if (schema.getProperties().containsKey(name)
          && isAlwaysThere(type, component)
          && (schema.getRequired() == null || !schema.getRequired().contains(name))) {
        schema.addRequired(name);
      }
    }
  }

  private static boolean isAlwaysThere(ClassInfo type, RecordComponentInfo component) {
    return !component.type().hasAnnotation(NULLABLE) || !type.hasDeclaredAnnotation(INCLUDE);
  }

  private static Set<String> sent(OpenAPI document, Map<String, Schema> schemas) {
    var sent = new HashSet<String>();
    for (var item : document.getPaths().getPathItems().values()) {
      for (var operation : item.getOperations().values()) {
        if (operation.getRequestBody() != null) {
          collect(operation.getRequestBody().getContent(), schemas, sent);
        }
      }
    }
    return sent;
  }

  private static void collect(
      @Nullable Content content, Map<String, Schema> schemas, Set<String> names) {
    if (content != null) {
      content.getMediaTypes().values().forEach(media -> collect(media.getSchema(), schemas, names));
    }
  }

  private static void collect(
      @Nullable Schema schema, Map<String, Schema> schemas, Set<String> names) {
    if (schema == null) {
      return;
    }
    if (schema.getRef() != null) {
      var name = schema.getRef().substring(SCHEMAS.length());
      if (names.add(name)) {
        collect(schemas.get(name), schemas, names);
      }
    }
    parts(schema).forEach(part -> collect(part, schemas, names));
  }

  private static Stream<Schema> parts(Schema schema) {
    Map<String, Schema> properties =
        schema.getProperties() == null ? Map.of() : schema.getProperties();
    List<Schema> either = schema.getAnyOf() == null ? List.of() : schema.getAnyOf();
    return Stream.of(
            properties.values().stream(), either.stream(), Stream.ofNullable(schema.getItems()))
        .flatMap(part -> part);
  }
}
