package io.mesher.admission.credential;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * {@code http://KEY@host/path/PROJECT} as an envelope's header carries it.
 *
 * @param key before the {@code @}, without a legacy secret
 * @param project the last part of the path
 */
public record Dsn(String key, String project) {

  /** The parts of a DSN; null when it is none. */
  public static @Nullable Dsn parse(String text) {
    try {
      var uri = new URI(text.strip());
      var user = uri.getUserInfo();
      var path = uri.getPath();
      if (user == null || path == null) {
        return null;
      }
      int colon = user.indexOf(':');
      var key = colon < 0 ? user : user.substring(0, colon);
      var project = path.substring(path.lastIndexOf('/') + 1);
      return key.isEmpty() ? null : new Dsn(key, project);
    } catch (URISyntaxException notOne) {
      return null;
    }
  }
}
