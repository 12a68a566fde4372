package io.mesher.api.access;

import io.mesher.api.problem.ForbiddenException;
import io.mesher.api.problem.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** At the door of every call: who is it, and do their credentials reach that far. */
@ApplicationScoped
public class CallerFilter {
  /** Cookie-authenticated writes carry it: another site's form or image can't set a header. */
  static final String CSRF_HEADER = "X-Mesher-Csrf";

  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");
  private static final String BEARER = "bearer ";

  private final Credentials credentials;
  private final CurrentCaller current;
  private final SiteConfig site;

  CallerFilter(Credentials credentials, CurrentCaller current, SiteConfig site) {
    this.credentials = credentials;
    this.current = current;
    this.site = site;
  }

  @ServerRequestFilter
  public @Nullable Uni<Void> identify(ContainerRequestContext request, ResourceInfo resource) {
    var method = resource.getResourceMethod();
    if (method == null || method.isAnnotationPresent(Anonymous.class)) {
      return null;
    }
    return caller(request)
        .invoke(caller -> requireScope(caller, needed(request, method.getAnnotation(Needs.class))))
        .invoke(current::set)
        .replaceWithVoid();
  }

  private Uni<Caller> caller(ContainerRequestContext request) {
    String authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
    Uni<Optional<Caller>> found;
    if (authorization != null) {
      found = credentials.ofToken(new Secret(bearer(authorization)));
    } else {
      Cookie cookie = request.getCookies().get(SessionCookie.NAME);
      if (cookie == null) {
        throw new UnauthorizedException();
      }
      requireSameSite(request);
      found = credentials.ofSession(new Secret(cookie.getValue()));
    }
    return found.map(caller -> caller.orElseThrow(UnauthorizedException::new));
  }

  private static String bearer(String authorization) {
    if (!authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      throw new UnauthorizedException();
    }
    return authorization.substring(BEARER.length()).strip();
  }

  private void requireSameSite(ContainerRequestContext request) {
    if (SAFE_METHODS.contains(request.getMethod())) {
      return;
    }
    if (!"1".equals(request.getHeaderString(CSRF_HEADER))) {
      throw new ForbiddenException("forbidden", "a write by cookie needs " + CSRF_HEADER + ": 1");
    }
    String origin = request.getHeaderString("Origin");
    if (origin != null && !origin.equals(originOf(site.publicUrl()))) {
      throw new ForbiddenException("forbidden", "the request comes from another origin");
    }
  }

  /** As browsers write it: without path, without the scheme's own port. */
  static String originOf(URI url) {
    boolean defaultPort =
        url.getPort() == -1 || url.getPort() == ("https".equals(url.getScheme()) ? 443 : 80);
    return url.getScheme() + "://" + url.getHost() + (defaultPort ? "" : ":" + url.getPort());
  }

  private static Scope needed(ContainerRequestContext request, @Nullable Needs needs) {
    if (needs != null) {
      return needs.value();
    }
    return SAFE_METHODS.contains(request.getMethod()) ? Scope.READ : Scope.WRITE;
  }

  private static void requireScope(Caller caller, Scope needed) {
    if (!caller.scope().covers(needed)) {
      throw new ForbiddenException(
          "forbidden",
          "the token's scope is %s, this call needs %s"
              .formatted(caller.scope().wire(), needed.wire()));
    }
  }
}
