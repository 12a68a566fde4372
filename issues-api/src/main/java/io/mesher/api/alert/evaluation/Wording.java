package io.mesher.api.alert.evaluation;

import io.mesher.api.alert.firing.Story;
import io.mesher.api.alert.firing.Story.Subject;
import io.mesher.api.alert.rule.Condition;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What alerts say. */
final class Wording {
  /** So many issues are named; the rest is a number. */
  static final int NAMED = 5;

  private static final int MAX_TITLE = 200;

  private Wording() {}

  /** About one issue. */
  static Story ofIssue(Condition condition, Sighting sighting) {
    return new Story(kind(condition, 1) + ": " + title(sighting), List.of(subject(sighting)), 1);
  }

  /**
   * About several at once.
   *
   * @param first some of them, at least one
   * @param count of all
   */
  static Story ofMany(Condition condition, List<Sighting> first, long count) {
    if (count == 1) {
      return ofIssue(condition, first.getFirst());
    }
    var named = first.stream().limit(NAMED).toList();
    var titles = named.stream().map(Wording::title).collect(Collectors.joining(", "));
    long others = count - named.size();
    return new Story(
        "%d %s: %s%s"
            .formatted(
                count,
                kind(condition, count),
                titles,
                others > 0 ? " and " + others + " more" : ""),
        named.stream().map(Wording::subject).toList(),
        count);
  }

  /** About so many events. */
  static Story ofEvents(Condition condition, long events, double usual) {
    String filter =
        (condition.level() == null ? "" : " of level " + condition.level())
            + (condition.environment() == null ? "" : " in " + condition.environment());
    String measure =
        switch (condition.conditionType()) {
          case SPIKE ->
              "usual are %s, the limit is %s times as many"
                  .formatted(number(usual), number(condition.times()));
          default -> "the limit is " + condition.limit();
        };
    return new Story(
        "%d events%s in %d minutes: %s".formatted(events, filter, condition.minutes(), measure),
        List.of(),
        events);
  }

  private static String kind(Condition condition, long count) {
    boolean one = count == 1;
    return switch (condition.conditionType()) {
      case REGRESSION -> one ? "Issue happens again" : "issues happen again";
      case USERS_AFFECTED ->
          (one ? "Issue affects more than " : "issues affect more than ")
              + condition.limit()
              + (condition.limit() == 1 ? " person" : " people");
      default -> one ? "New issue" : "new issues";
    };
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.1f", value);
  }

  private static String title(Sighting sighting) {
    var title = sighting.title();
    return title.length() > MAX_TITLE ? title.substring(0, MAX_TITLE) + "…" : title;
  }

  private static Subject subject(Sighting sighting) {
    return new Subject(sighting.issueId(), title(sighting));
  }
}
