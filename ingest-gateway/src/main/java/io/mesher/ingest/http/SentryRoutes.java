package io.mesher.ingest.http;

import io.mesher.admission.credential.ProjectRef;
import io.mesher.admission.refusal.Refusal;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Sentry's paths: {@code /api/{project}/…/}, with and without the last slash. */
public final class SentryRoutes {
  private SentryRoutes() {}

  /** Adds {@code POST /api/{project}/{name}/}. */
  public static void post(Router router, String name, Handler<RoutingContext> handler) {
    router
        .routeWithRegex(HttpMethod.POST, "/api/(?<project>[^/]+)/" + name + "/?")
        .handler(handler);
  }

  /**
   * The project that the path names.
   *
   * @throws Refusal malformed, when it can name none
   */
  public static ProjectRef project(RoutingContext routing) {
    var part = routing.pathParam("project");
    var ref = part == null ? null : ProjectRef.parse(part);
    if (ref == null) {
      throw Refusal.malformed("invalid project", "a project is named by number, slug or UUID");
    }
    return ref;
  }
}
