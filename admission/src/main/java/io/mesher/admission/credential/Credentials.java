package io.mesher.admission.credential;

import io.mesher.admission.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a request says about who sends: not checked yet.
 *
 * @param key as sent
 * @param client {@code sentry_client}, {@code name/version}, at most {@value #MAX_CLIENT}
 *     characters
 */
public record Credentials(String key, @Nullable String client) {
  private static final int MAX_CLIENT = 100;
  private static final int NEWEST_PROTOCOL = 7;

  /** Where headers or query parameters are looked up by name; null where there is none. */
  @FunctionalInterface
  public interface Lookup {
    @Nullable String get(String name);
  }

  /**
   * The first of {@code X-Sentry-Auth}, {@code Authorization} and the query's {@code sentry_key}
   * that holds a key; null when none does.
   *
   * @param headers by name, without regard to case
   * @param query decoded parameters
   * @throws Refusal malformed, when the protocol asked for is newer than 7
   */
  public static @Nullable Credentials find(Lookup headers, Lookup query) {
    var sentry = headers.get("X-Sentry-Auth");
    var found = sentry == null ? null : parse(sentry);
    if (found == null) {
      var authorization = headers.get("Authorization");
      found = authorization == null ? null : parse(authorization);
    }
    return found == null ? ofQuery(query) : found;
  }

  private static @Nullable Credentials ofQuery(Lookup query) {
    var key = query.get("sentry_key");
    if (key == null || key.isEmpty()) {
      return null;
    }
    checkVersion(query.get("sentry_version"));
    return new Credentials(key, cut(query.get("sentry_client")));
  }

  private static @Nullable Credentials parse(String value) {
    var text = value.strip();
    int space = text.indexOf(' ');
    if (space < 0) {
      return text.isEmpty() || text.indexOf('=') >= 0
          ? parseSentry(text)
          : new Credentials(text, null);
    }
    var scheme = text.substring(0, space);
    var rest = text.substring(space + 1).strip();
    if (scheme.equalsIgnoreCase("Bearer")) {
      return rest.isEmpty() ? null : new Credentials(rest, null);
    }
    if (scheme.equalsIgnoreCase("Sentry")) {
      return parseSentry(rest);
    }
    if (scheme.equalsIgnoreCase("Basic")) {
      return parseBasic(rest);
    }
    return text.startsWith("sentry_") ? parseSentry(text) : null;
  }

  private static @Nullable Credentials parseSentry(String list) {
    String key = null;
    String client = null;
    String version = null;
    for (var pair : list.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) {
        continue;
      }
      var value = unquote(pair.substring(equals + 1).strip());
      switch (pair.substring(0, equals).strip()) {
        case "sentry_key" -> key = value;
        case "sentry_client" -> client = value;
        case "sentry_version" -> version = value;
        default -> {
          // sentry_secret, sentry_timestamp and whatever else is there decide nothing.
        }
      }
    }
    if (key == null || key.isEmpty()) {
      return null;
    }
    checkVersion(version);
    return new Credentials(key, cut(client));
  }

  private static @Nullable Credentials parseBasic(String base64) {
    try {
      var pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      var key = colon < 0 ? pair : pair.substring(0, colon);
      return key.isEmpty() ? null : new Credentials(key, null);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private static String unquote(String value) {
    return value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }

  /** {@code 7}, or {@code 2.0} of old clients; what is no number is not held against them. */
  private static void checkVersion(@Nullable String version) {
    if (version == null) {
      return;
    }
    int end = 0;
    while (end < version.length() && end < 9 && isDigit(version.charAt(end))) {
      end++;
    }
    if (end > 0 && Integer.parseInt(version.substring(0, end)) > NEWEST_PROTOCOL) {
      throw Refusal.malformed("unsupported protocol version", "sentry_version is at most 7");
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static @Nullable String cut(@Nullable String client) {
    return client == null || client.isEmpty()
        ? null
        : client.substring(0, Math.min(MAX_CLIENT, client.length()));
  }

  /** A key that is worth looking up: {@code mshr_} and 48 lower-case hex digits. */
  boolean wellFormed() {
    if (key.length() != 53 || !key.startsWith("mshr_")) {
      return false;
    }
    for (int i = 5; i < 53; i++) {
      char c = key.charAt(i);
      if (!isDigit(c) && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}
