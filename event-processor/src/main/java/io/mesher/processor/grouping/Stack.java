package io.mesher.processor.grouping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stack as the list of places that tell it from others, innermost last. */
final class Stack {
  private static final int MAX_FRAMES = 250;
  private static final int MAX_CYCLE = 8;
  private static final int MIN_REPEATS = 3;

  private Stack() {}

  /** Empty when the stack says nothing. */
  static List<String> of(Failure failure, String platform, boolean inAppOnly) {
    var family = platform.toLowerCase(Locale.ROOT);
    var places = new ArrayList<String>();
    boolean named = false;
    for (var frame : selected(failure.frames(), inAppOnly)) {
      var function = Functions.of(frame.function(), family);
      var where = where(frame, family, function);
      if (isNoise(where) || function != null && Obfuscated.is(frame.module(), function)) {
        continue;
      }
      named |= function != null;
      if (function != null || where != null) {
        places.add((where == null ? "" : where) + "\u0000" + (function == null ? "" : function));
      }
    }
    if (!named) {
      return List.of();
    }
    return Overflow.is(failure) ? cycle(places) : collapsed(places);
  }

  /** Whether the application's own code is in it, named or not. */
  static boolean hasInApp(Failure failure) {
    return failure.frames().stream().anyMatch(frame -> Boolean.TRUE.equals(frame.inApp()));
  }

  /** Where no frame is marked at all every frame counts; where marks exist only the marked do. */
  private static List<Frame> selected(List<Frame> frames, boolean inAppOnly) {
    var counted = frames.subList(Math.max(0, frames.size() - MAX_FRAMES), frames.size());
    if (!inAppOnly || counted.stream().allMatch(frame -> frame.inApp() == null)) {
      return counted;
    }
    return counted.stream().filter(frame -> Boolean.TRUE.equals(frame.inApp())).toList();
  }

  private static @Nullable String where(Frame frame, String family, @Nullable String function) {
    if (isNative(family) && function != null) {
      return null;
    }
    var module = frame.module();
    if (module != null && !module.isBlank() && !isScript(family)) {
      return GeneratedNames.in(module.strip());
    }
    return Files.baseName(frame.filename());
  }

  private static boolean isNative(String family) {
    return switch (family) {
      case "native", "c", "cocoa", "rust", "objc", "swift" -> true;
      default -> false;
    };
  }

  private static boolean isScript(String family) {
    return family.equals("javascript") || family.equals("node");
  }

  /** Reflection, proxies and pools take different ways in different runs of one program. */
  private static boolean isNoise(@Nullable String where) {
    return where != null
        && (where.startsWith("jdk.internal.reflect.")
            || where.startsWith("sun.reflect.")
            || where.startsWith("java.lang.reflect.")
            || where.startsWith("java.lang.invoke.")
            || where.startsWith("java.util.concurrent.")
            || where.equals("java.lang.Thread")
            || where.contains("$$CGLIB")
            || where.endsWith("$Proxy"));
  }

  /** An overflow is told by what repeats: where it began and where it broke is chance. */
  private static List<String> cycle(List<String> places) {
    Map<String, Integer> times = new LinkedHashMap<>();
    places.forEach(place -> times.merge(place, 1, Integer::sum));
    var repeated =
        times.entrySet().stream()
            .filter(place -> place.getValue() >= MIN_REPEATS)
            .map(Map.Entry::getKey)
            .sorted()
            .toList();
    return repeated.isEmpty() ? collapsed(places) : repeated;
  }

  /** Direct and mutual recursion, however deep, counts once. */
  static List<String> collapsed(List<String> places) {
    var result = new ArrayList<String>();
    for (var place : places) {
      result.add(place);
      dropRepeatedTail(result);
    }
    return result;
  }

  private static void dropRepeatedTail(List<String> places) {
    int size = places.size();
    for (int length = 1; length <= MAX_CYCLE && 2 * length <= size; length++) {
      if (places
          .subList(size - length, size)
          .equals(places.subList(size - 2 * length, size - length))) {
        places.subList(size - length, size).clear();
        return;
      }
    }
  }
}
