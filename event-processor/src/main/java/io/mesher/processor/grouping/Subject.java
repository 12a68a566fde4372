package io.mesher.processor.grouping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What grouping looks at.
 *
 * @param fingerprint the client's own; empty without one
 * @param failures cause first, main exception last
 * @param template the message before its parameters were filled in
 * @param message the message as people read it
 */
public record Subject(
    String platform,
    List<String> fingerprint,
    List<Failure> failures,
    @Nullable String template,
    @Nullable String message) {
  public Subject {
    fingerprint = List.copyOf(fingerprint);
    failures = List.copyOf(failures);
  }
}
