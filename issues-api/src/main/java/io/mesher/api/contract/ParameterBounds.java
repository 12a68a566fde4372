package io.mesher.api.contract;

import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What a parameter may be, by its name: the same name means the same everywhere. */
final class ParameterBounds {
  private static final int LONGEST_PAGE = 100;

  private ParameterBounds() {}

  static void addTo(String path, Operation operation) {
    if (operation.getParameters() != null) {
      operation.getParameters().forEach(parameter -> bound(path, parameter));
    }
  }

  private static void bound(String path, Parameter parameter) {
    switch (parameter.getName()) {
      case "project" -> is(parameter, text(1, 50), "checkout", "A project's UUID, slug or number");
      case "org", "org_id" -> is(parameter, text(1, 50), "shop", "An organisation's UUID or slug");
      case "event" ->
          is(
              parameter,
              text(32, 36).pattern("^[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}$"),
              "9f86d081884c7d659a2feaa0c55ad015",
              "A UUID, with or without dashes");
      case "rule", "alert", "issue", "invitation", "member", "token", "cursor_id" ->
          is(parameter, text(36, 36).format("uuid"), "8c3f1a52-7d5e-4b0a-9a53-1f0f6f1d2b11", null);
      case "limit" ->
          is(
              parameter,
              OASFactory.createSchema()
                  .addType(SchemaType.INTEGER)
                  .minimum(BigDecimal.ONE)
                  .maximum(BigDecimal.valueOf(LONGEST_PAGE)),
              25,
              "How many at most; what is out of range is taken as the default");
      case "cursor" ->
          is(parameter, text(1, 40), "2026-03-01T12:00:00Z", "next_cursor of the page before");
      case "from" -> is(parameter, text(1, 40).format("date-time"), "2026-03-01T00:00:00Z", null);
      case "to" -> is(parameter, text(1, 40).format("date-time"), "2026-03-02T00:00:00Z", null);
      case "level" -> is(parameter, oneOf("fatal", "error", "warning", "info", "debug"));
      case "sort" -> is(parameter, oneOf("last_seen", "first_seen", "events", "users"));
      case "bucket" -> is(parameter, oneOf("hour", "day"));
      case "status" ->
          is(
              parameter,
              path.endsWith("/alerts")
                  ? oneOf("active", "acknowledged", "resolved")
                  : oneOf("unresolved", "resolved", "archived", "discarded"));
      case "key" -> key(parameter);
      case "value" -> is(parameter, text(1, 500), "Chrome 141", null);
      case "q" -> query(path, parameter);
      case "assigned_to" ->
          is(parameter, text(1, 36), "me", "A user's id, me, or none for nobody's");
      case "environment" -> is(parameter, text(1, 200), "production", null);
      case "release" -> is(parameter, text(1, 200), "shop@2.3.1", null);
      default -> throw new IllegalStateException("unbounded parameter " + parameter.getName());
    }
  }

  /** Terms of issues, or words of events. */
  private static void query(String path, Parameter parameter) {
    if (path.endsWith("/issues")) {
      is(parameter, text(1, 1_000), "is:unresolved level:error stock", null);
    } else {
      is(parameter, text(1, 500), "\"connection refused\" -test", null);
    }
  }

  /** An API key's id in a path, a tag's name in a query. */
  private static void key(Parameter parameter) {
    if (parameter.getIn() == Parameter.In.PATH) {
      is(parameter, text(36, 36).format("uuid"), "8c3f1a52-7d5e-4b0a-9a53-1f0f6f1d2b11", null);
    } else {
      is(parameter, text(1, 200), "browser", "A tag's name");
    }
  }

  private static void is(Parameter parameter, Schema schema) {
    is(parameter, schema, schema.getEnumeration().getFirst(), null);
  }

  private static void is(
      Parameter parameter, Schema schema, Object example, @Nullable String description) {
    parameter.schema(schema).example(example);
    if (parameter.getDescription() == null && description != null) {
      parameter.description(description);
    }
  }

  private static Schema text(int shortest, int longest) {
    return OASFactory.createSchema()
        .addType(SchemaType.STRING)
        .minLength(shortest)
        .maxLength(longest);
  }

  private static Schema oneOf(String... values) {
    return OASFactory.createSchema().addType(SchemaType.STRING).enumeration(List.of(values));
  }
}
