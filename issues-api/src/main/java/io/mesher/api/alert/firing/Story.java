package io.mesher.api.alert.firing;

import java.util.List;
import java.util.UUID;

/**
 * What an alert tells.
 *
 * @param message for people, a sentence
 * @param issues it is about, the first few
 * @param count of all issues it is about; of events or people where it is about none
 */
public record Story(String message, List<Subject> issues, long count) {
  /** An issue that an alert is about. */
  public record Subject(UUID id, String title) {}

  /** What is kept beside the message. */
  record Details(List<Subject> issues, long count) {}

  Details details() {
    return new Details(issues, count);
  }
}
