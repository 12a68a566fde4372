package io.mesher.api.contract;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * How long texts of bodies may be, where the code checks it later than by an annotation, as its
 * answer is more to the point.
 */
final class BodyBounds {
  private static final String SCHEMAS = "#/components/schemas/";

  private final OpenAPI document;
  private final Set<Schema> seen = new HashSet<>();

  BodyBounds(OpenAPI document) {
    this.document = document;
  }

  void addTo(Operation operation) {
    if (operation.getRequestBody() != null) {
      operation
          .getRequestBody()
          .getContent()
          .getMediaTypes()
          .values()
          .forEach(media -> bound("body", media.getSchema()));
    }
  }

  private void bound(String field, Schema found) {
    Schema schema = resolved(found);
    if (!seen.add(schema)) {
      return;
    }
    if (schema.getProperties() != null) {
      schema.getProperties().forEach(this::bound);
    } else if (schema.getItems() != null) {
      bound(field, schema.getItems());
    } else if (isUnbounded(schema)) {
      text(field, schema);
    }
  }

  private Schema resolved(Schema schema) {
    @Nullable String ref = schema.getRef();
    return ref == null
        ? schema
        : Objects.requireNonNull(
            document.getComponents().getSchemas().get(ref.substring(SCHEMAS.length())), ref);
  }

  private static boolean isUnbounded(Schema schema) {
    return schema.getType() != null
        && schema.getType().contains(SchemaType.STRING)
        && schema.getMaxLength() == null
        && schema.getPattern() == null
        && schema.getEnumeration() == null
        && schema.getFormat() == null;
  }

  private static void text(String field, Schema schema) {
    switch (field) {
      case "slug" -> schema.pattern("^[a-z][a-z0-9-]{1,49}$");
      case "role" -> oneOf(schema, "member", "admin", "owner");
      case "scope" -> oneOf(schema, "read", "write", "admin");
      case "action" ->
          oneOf(schema, "resolve", "archive", "unresolve", "discard", "delete", "assign");
      case "level" -> oneOf(schema, "fatal", "error", "warning", "info", "debug");
      case "status" -> oneOf(schema, "unresolved", "resolved", "archived", "discarded");
      case "type" -> oneOf(schema, "websocket", "webhook", "slack", "email");
      case "condition_type" ->
          oneOf(schema, "threshold", "new_issue", "regression", "spike", "users_affected");
      // Empty, an assignment is taken away.
      case "user_id", "assigned_to" -> schema.maxLength(36);
      case "ids" -> schema.format("uuid");
      case "org_id" -> schema.maxLength(50);
      case "environment", "release" -> schema.maxLength(200);
      case "from" -> schema.format("date-time");
      case "to" -> schema.maxLength(254);
      case "q" -> schema.maxLength(1_000);
      case "url" -> schema.maxLength(2_000);
      default -> throw new IllegalStateException("unbounded field " + field);
    }
  }

  private static void oneOf(Schema schema, String... values) {
    schema.enumeration(List.of(values));
  }
}
