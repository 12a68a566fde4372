package io.mesher.admission.outcome;

import io.mesher.contracts.outcome.OutcomeReport.Count;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Counts until they are taken. Names that clients choose are bounded in form and number: what does
 * not fit is counted as {@code other}. Thread-safe; nothing is lost between counting and taking.
 */
final class OutcomeCounts {
  private static final int MOST = 10_000;
  private static final String OTHER = "other";
  private static final Pattern NAME = Pattern.compile("[a-z0-9_.-]{0,64}");

  private record What(UUID projectId, String outcome, String reason, String category) {}

  private final Map<What, Long> counts = new ConcurrentHashMap<>();

  void add(UUID projectId, String outcome, String reason, String category, long quantity) {
    if (quantity <= 0) {
      return;
    }
    boolean full = counts.size() >= MOST;
    var what =
        new What(projectId, outcome, full ? OTHER : name(reason), full ? OTHER : name(category));
    counts.merge(what, quantity, Math::addExact);
  }

  private static String name(String text) {
    return NAME.matcher(text).matches() ? text : OTHER;
  }

  /** What was counted since the last time, by project. */
  Map<UUID, List<Count>> take() {
    var taken = new HashMap<UUID, List<Count>>();
    for (var what : counts.keySet()) {
      var quantity = counts.remove(what);
      if (quantity != null) {
        taken
            .computeIfAbsent(what.projectId(), project -> new ArrayList<>())
            .add(new Count(what.outcome(), what.reason(), what.category(), quantity));
      }
    }
    return taken;
  }
}
