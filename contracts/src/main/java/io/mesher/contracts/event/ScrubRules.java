package io.mesher.contracts.event;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.header.Headers;

/**
 * What a project asks to have scrubbed beyond what is always scrubbed. Travels with the event, as
 * the event-processor knows no database: the settings of the moment of acceptance hold. A record
 * without these headers asks for nothing more.
 *
 * @param fields names of members whose values are replaced wherever they occur; at most {@link
 *     #MAX_FIELDS} of at most {@link #MAX_LENGTH} characters, the rest is left out
 * @param ip whether IP addresses are removed
 */
public record ScrubRules(List<String> fields, boolean ip) {
  /** Nothing beyond what is always scrubbed. */
  public static final ScrubRules NONE = new ScrubRules(List.of(), false);

  public static final int MAX_FIELDS = 50;
  public static final int MAX_LENGTH = 100;

  private static final String FIELDS = "scrub-fields";
  private static final String IP = "scrub-ip";

  public ScrubRules {
    fields =
        fields.stream()
            .map(String::strip)
            .filter(field -> !field.isEmpty() && field.length() <= MAX_LENGTH)
            .filter(field -> field.indexOf('\n') < 0)
            .limit(MAX_FIELDS)
            .toList();
  }

  /** The rules of a project's settings {@code scrub_fields} and {@code scrub_ip}. */
  public static ScrubRules of(Collection<String> fields, boolean ip) {
    return fields.isEmpty() && !ip ? NONE : new ScrubRules(List.copyOf(fields), ip);
  }

  void writeTo(Headers headers) {
    if (!fields.isEmpty()) {
      headers.add(FIELDS, String.join("\n", fields).getBytes(StandardCharsets.UTF_8));
    }
    if (ip) {
      headers.add(IP, new byte[] {1});
    }
  }

  static ScrubRules readFrom(Headers headers) {
    var fields = headers.lastHeader(FIELDS);
    var ip = headers.lastHeader(IP);
    return of(
        fields == null || fields.value() == null
            ? List.of()
            : List.of(new String(fields.value(), StandardCharsets.UTF_8).split("\n", -1)),
        ip != null && ip.value() != null && ip.value().length == 1 && ip.value()[0] == 1);
  }
}
