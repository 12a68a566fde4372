package io.mesher.api.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jspecify.annotations.Nullable;

/** How calls are refused, and what lets them in. */
final class Failures {
  private static final String MEDIA_TYPE = "application/problem+json";
  private static final String TOKEN = "token";
  private static final String SESSION = "session";

  /** Calls that ask for no credentials. */
  private static final Set<String> OPEN =
      Set.of(
          "/healthz",
          "/api/v1/auth/register",
          "/api/v1/auth/login",
          "/api/v1/auth/password/forgotten",
          "/api/v1/auth/password/reset");

  /** Statuses with their title and the {@code error} of an example, in the document's order. */
  private static final List<Known> KNOWN =
      List.of(
          new Known(400, "Bad Request", "malformed project id"),
          new Known(401, "Unauthorized", "unauthorized"),
          new Known(403, "Forbidden", "forbidden"),
          new Known(404, "Not Found", "project not found"),
          new Known(409, "Conflict", "conflict"),
          new Known(413, "Request Entity Too Large", "request entity too large"),
          new Known(415, "Unsupported Media Type", "unsupported media type"),
          new Known(429, "Too Many Requests", "too many attempts"),
          new Known(503, "Service Unavailable", "temporarily unavailable"));

  Failures(OpenAPI document) {
    KNOWN.forEach(
        known -> document.getComponents().addResponse(name(known.status()), response(known)));
    document
        .getComponents()
        .addSecurityScheme(
            TOKEN,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("An API token"))
        .addSecurityScheme(
            SESSION,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.COOKIE)
                .name("mesher_session")
                .description("Set by signing in; writes need the header X-Mesher-Csrf beside it"));
  }

  /** Adds what can befall this call. */
  void addTo(HttpMethod method, String path, Operation operation) {
    boolean open = OPEN.contains(path);
    boolean hasBody = operation.getRequestBody() != null;
    boolean hasParameters = operation.getParameters() != null;
    add(operation, 400, hasBody || hasParameters);
    add(operation, 401, !open || path.endsWith("/login"));
    add(operation, 403, !open || path.endsWith("/register"));
    add(operation, 404, path.contains("{") || hasBody || hasParameters);
    // A slug may be that of two projects, and an event's id that of two events.
    boolean ambiguous = path.contains("{project}") || path.contains("{event}");
    add(operation, 409, method != HttpMethod.GET || ambiguous);
    add(operation, 413, hasBody);
    add(operation, 415, hasBody);
    add(operation, 429, path.startsWith("/api/v1/auth/") && hasBody);
    add(operation, 503, true);
    if (!open && operation.getSecurity() == null) {
      operation
          .addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(TOKEN))
          .addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(SESSION));
    }
  }

  private static void add(Operation operation, int status, boolean applies) {
    @Nullable APIResponse told = operation.getResponses().getAPIResponse(Integer.toString(status));
    if (applies && (told == null || told.getContent() == null)) {
      operation
          .getResponses()
          .addAPIResponse(
              Integer.toString(status),
              OASFactory.createAPIResponse().ref("#/components/responses/" + name(status)));
    }
  }

  private static String name(int status) {
    return "Problem" + status;
  }

  private static APIResponse response(Known known) {
    var example = new LinkedHashMap<String, Object>();
    example.put("type", "about:blank");
    example.put("title", known.title());
    example.put("status", known.status());
    example.put("error", known.error());
    example.put("detail", known.error());
    return OASFactory.createAPIResponse()
        .description(known.title())
        .content(
            OASFactory.createContent()
                .addMediaType(
                    MEDIA_TYPE,
                    OASFactory.createMediaType()
                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))
                        .example(example)));
  }

  private record Known(int status, String title, String error) {}
}
