package io.mesher.processor.scrub;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names whose values are secrets, however they are written: {@code X-Api-Key}, {@code apiKey}. */
final class SensitiveNames {
  private static final List<String> ANYWHERE =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "passwort",
          "kennwort",
          "motdepasse",
          "contrasena",
          "secret",
          "apikey",
          "accesskey",
          "privatekey",
          "signingkey",
          "encryptionkey",
          "accesstoken",
          "refreshtoken",
          "authtoken",
          "authorization",
          "authentication",
          "credential",
          "csrf",
          "xsrf",
          "sessionid",
          "cookie",
          "jwt",
          "bearertoken",
          "mysqlpwd",
          "creditcard",
          "cardnumber",
          "cardno",
          "securitycode",
          "sshkey");
  private static final List<String> AT_THE_END = List.of("token", "pwd", "authheader");
  private static final Set<String> WHOLE =
      Set.of(
          "pass",
          "pw",
          "auth",
          "session",
          "sid",
          "pin",
          "otp",
          "totp",
          "cvv",
          "cvc",
          "cvv2",
          "ssn",
          "sentrykey",
          "sentryauth",
          "xsentryauth",
          "connectsid",
          "phpsessid",
          "jsessionid");

  /** What holds of an event's structure and of code is never a secret by its name. */
  private static final Set<String> HARMLESS =
      Set.of(
          "filename",
          "function",
          "module",
          "lineno",
          "colno",
          "abs_path",
          "in_app",
          "package",
          "context_line",
          "pre_context",
          "post_context",
          "vars",
          "type",
          "value",
          "handled",
          "synthetic",
          "message",
          "formatted",
          "level",
          "category",
          "timestamp",
          "data",
          "name",
          "version",
          "event_id",
          "platform",
          "id",
          "url",
          "method",
          "headers",
          "env",
          "query_string",
          "sdk",
          "release",
          "environment",
          "server_name",
          "transaction",
          "title",
          "params",
          "modules",
          "packages",
          "build",
          "os");

  /** Without these an event can't be read: not even a project's own field reaches them. */
  private static final Set<String> STRUCTURE =
      Set.of(
          "values",
          "frames",
          "stacktrace",
          "exception",
          "threads",
          "breadcrumbs",
          "request",
          "contexts",
          "extra",
          "tags",
          "user",
          "logentry",
          "mechanism");

  private final List<String> extra;

  SensitiveNames(Collection<String> projectFields) {
    var fields = new ArrayList<String>();
    for (var field : projectFields) {
      var folded = fold(field);
      if (!folded.isEmpty()) {
        fields.add(folded);
      }
    }
    this.extra = List.copyOf(fields);
  }

  boolean contains(String name) {
    if (STRUCTURE.contains(name) || extra.isEmpty() && HARMLESS.contains(name)) {
      return false;
    }
    var folded = fold(name);
    return extra.stream().anyMatch(folded::contains)
        || !HARMLESS.contains(name) && isSecret(folded);
  }

  private static boolean isSecret(String folded) {
    if (WHOLE.contains(folded)) {
      return true;
    }
    for (var end : AT_THE_END) {
      if (folded.endsWith(end)) {
        return true;
      }
    }
    for (var part : ANYWHERE) {
      if (folded.contains(part)) {
        return true;
      }
    }
    return false;
  }

  /** Lower case, letters and digits only. */
  private static String fold(String name) {
    var folded = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        folded.append(c);
      }
    }
    return folded.toString().toLowerCase(Locale.ROOT);
  }
}
