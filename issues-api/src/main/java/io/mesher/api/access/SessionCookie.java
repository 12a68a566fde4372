package io.mesher.api.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The cookie that carries a session's secret. */
@ApplicationScoped
public class SessionCookie {
  /** Its name. */
  public static final String NAME = "mesher_session";

  private final SiteConfig site;

  SessionCookie(SiteConfig site) {
    this.site = site;
  }

  /** Hands a secret to the browser. */
  public NewCookie holding(Secret secret, Duration lifetime) {
    return cookie(secret.value(), lifetime);
  }

  /** Takes it away again. */
  public NewCookie cleared() {
    return cookie("", Duration.ZERO);
  }

  private NewCookie cookie(@Nullable String value, Duration lifetime) {
    return new NewCookie.Builder(NAME)
        .value(value)
        .path("/")
        .httpOnly(true)
        .secure("https".equals(site.publicUrl().getScheme()))
        .sameSite(NewCookie.SameSite.LAX)
        .maxAge((int) lifetime.toSeconds())
        .build();
  }
}
