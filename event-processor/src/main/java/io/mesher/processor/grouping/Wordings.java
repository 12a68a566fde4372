package io.mesher.processor.grouping;

import java.util.List;
import java.util.regex.Pattern;

/** What each browser words in its own way, in one wording. */
final class Wordings {
  private record Wording(Pattern pattern, String one) {
    static Wording of(String pattern, String one) {
      return new Wording(Pattern.compile(pattern), one);
    }
  }

  private static final String PATH = "[\\w$.\\[\\]?()]{0,200}?";

  private static final List<Wording> WORDINGS =
      List.of(
          Wording.of("^ResizeObserver loop .*", "ResizeObserver loop"),
          Wording.of(
              "^(?:Failed to fetch|NetworkError when attempting to fetch resource|Load failed)\\b.*",
              "fetch failed"),
          Wording.of("^Can't find variable: (\\S+)", "$1 is not defined"),
          Wording.of(
              "^Cannot read propert(?:y|ies) of (undefined|null) \\(reading '([^']*)'\\)",
              "cannot read $2 of $1"),
          Wording.of("^Cannot read property '([^']*)' of (undefined|null)", "cannot read $1 of $2"),
          Wording.of(
              "^(undefined|null) is not an object \\(evaluating '" + PATH + "([\\w$]+)'\\)",
              "cannot read $2 of $1"),
          Wording.of(
              "^can't access property \"([^\"]*)\", .{0,200}? is (undefined|null)",
              "cannot read $1 of $2"),
          Wording.of("^(.{1,200}? is not a function)\\b.*", "$1"),
          Wording.of(
              "^(?:Unexpected token .{0,200}JSON.*|Unexpected end of JSON input.*"
                  + "|JSON\\.parse: .*|JSON Parse error: .*)",
              "invalid JSON"));

  private Wordings() {}

  static String one(String text) {
    for (var wording : WORDINGS) {
      var matcher = wording.pattern().matcher(text);
      if (matcher.find()) {
        return matcher.replaceFirst(wording.one());
      }
    }
    return text;
  }
}
