package io.mesher.ws.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Who is let in. */
@ConfigMapping(prefix = "mesher.ws.access")
public interface AccessConfig {

  /** The origin that people use (MESHER_PUBLIC_URL): its pages may use the session cookie. */
  URI publicUrl();

  /** This service's own port; pages of the public host on it may use the cookie too. */
  int ownPort();

  /** More origins whose pages may use the cookie, such as {@code https://errors.example.org}. */
  Optional<List<String>> moreOrigins();

  /** How long a handshake waits for the database before it is refused with 503. */
  @WithDefault("3s")
  Duration timeout();
}
