package io.mesher.processor.scrub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** IP addresses: where they are known to be, and wherever a text looks like one. */
final class Addresses {
  private static final Set<String> MEMBERS =
      Set.of(
          "ip_address",
          "remote_addr",
          "x-forwarded-for",
          "x-real-ip",
          "x-client-ip",
          "forwarded",
          "cf-connecting-ip",
          "true-client-ip",
          "client_ip",
          "x-forwarded",
          "remote_ip",
          "http_x_forwarded_for",
          "x_forwarded_for");

  private static final Pattern V4 =
      Pattern.compile("(?<![\\w.])(?:\\d{1,3}\\.){3}\\d{1,3}(?![\\w]|\\.\\d)");
  private static final Pattern V6 =
      Pattern.compile(
          "(?<![\\w:.])(?:(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}"
              + "|(?:[0-9a-fA-F]{1,4}:){1,7}:(?:[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{1,4}){0,6})?)(?![\\w:])");

  private Addresses() {}

  static boolean isNamed(String name) {
    return MEMBERS.contains(name.toLowerCase(Locale.ROOT));
  }

  static String replaced(String text, String mark) {
    var result = text.indexOf('.') < 0 ? text : V4.matcher(text).replaceAll(mark);
    return result.indexOf(':') < 0 ? result : V6.matcher(result).replaceAll(mark);
  }

  /** Removed rather than marked: nobody may take the mark for a user. */
  static void removeFromUser(ObjectNode event) {
    if (event.get("user") instanceof ObjectNode user) {
      user.remove("ip_address");
      user.remove("geo");
    }
  }
}
