package io.mesher.processor.grouping;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A message without its variable parts: what one line of code says, whatever it says it about. */
final class Parameters {
  /** What becomes of a quoted text. */
  enum Quoted {
    REPLACE,
    /** Names of members, columns, classes stay: they tell one programming error from another. */
    KEEP_NAMES
  }

  private static final int MAX_LENGTH = 1_024;
  private static final int MAX_LINES = 2;

  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z_$.\\\\]*+");

  private static final Pattern VARIABLE =
      Pattern.compile(
          String.join(
              "|",
              "(?<code>SQLSTATE\\[\\w{1,10}]|\\[Errno \\d{1,5}]|cURL error \\d{1,3}"
                  + "|Minified \\w{1,20} error #\\d{1,5}|\\bORA-\\d{1,6})",
              "(?<row>(?<=\\)=)\\([^()\\n]{0,200}+\\))",
              "(?<email>[\\w.+-]++@[\\w-]++(?:\\.[\\w-]++)++)",
              "(?<url>\\b[a-zA-Z][a-zA-Z0-9+.-]{1,15}+://[^\\s\"'<>)\\]]++)",
              "(?<uuid>\\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\\b)",
              "(?<quoted>(?<![A-Za-z0-9])'[^'\\n]{0,200}+'(?![A-Za-z0-9])|\"[^\"\\n]{0,200}+\"|`[^`\\n]{0,200}+`"
                  + "|[«“„][^»”“\\n]{0,200}+[»”“])",
              "(?<date>\\b\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?"
                  + "(?:Z|\\s?[+-]\\d{2}:?\\d{2})?)?"
                  + "|\\b\\d{1,2}[./]\\d{1,2}[./]\\d{2,4}\\b(?![.\\d])"
                  + "|\\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?\\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \\d{4}"
                  + "|\\b\\d{1,2}:\\d{2}:\\d{2}(?:[.,]\\d{1,9})?\\b)",
              "(?<ip>\\b\\d{1,3}(?:\\.\\d{1,3}){3}(?::\\d{1,5})?\\b"
                  + "|(?<![\\w:])(?:[0-9a-fA-F]{1,4}:){3,7}[0-9a-fA-F]{1,4}(?![\\w:])"
                  + "|(?<![\\w:])(?:[0-9a-fA-F]{1,4}:){0,6}:(?::?[0-9a-fA-F]{1,4}){1,7}(?![\\w:]))",
              "(?<hex>\\b0[xX][0-9a-fA-F]++\\b|\\b(?=[a-fA-F]*+\\d)(?=\\d*+[a-fA-F])[0-9a-fA-F]{7,128}+\\b)",
              "(?<path>(?<![\\w.])(?:[A-Za-z]:\\\\|~?/)[\\w.@%+~-]++(?:[/\\\\][\\w.@%+~-]++)++)",
              "(?<host>\\b[a-zA-Z0-9-]++(?:\\.[a-zA-Z0-9-]++)*+\\.(?:com|net|org|io|dev|local|internal|svc|cloud|de|eu|uk|fr)\\b(?::\\d{1,5})?)",
              "(?<token>\\b(?=[A-Za-z_-]*+\\d)[A-Za-z0-9]++(?:[_-][A-Za-z0-9]++)++\\b)",
              "(?<duration>(?<![\\w.])[-+]?\\d++(?:[.,]\\d++)?\\s?(?:ns|µs|us|ms|s|sec|secs|seconds?|m|min|mins|minutes?|h|hours?|d|days?)\\b)",
              "(?<size>(?<![\\w.])[-+]?\\d++(?:[.,]\\d++)?\\s?(?:[KMGT]i?B|bytes?|B)\\b)",
              "(?<number>(?<![\\w])[-+]?\\d++(?:[.,]\\d++)*+(?:[eE][-+]?\\d++)?%?)",
              "(?<mixed>\\b[A-Za-z]++\\d[A-Za-z0-9]*+\\b)"));

  private Parameters() {}

  /** The first lines of a text with a placeholder for each variable part. */
  static String replaced(String text, Quoted quoted) {
    return VARIABLE
        .matcher(firstLines(text))
        .replaceAll(match -> Matcher.quoteReplacement(placeholder(match, quoted)));
  }

  private static String placeholder(MatchResult match, Quoted quoted) {
    if (match.start("quoted") >= 0) {
      return quotedText(match.group(), quoted);
    }
    if (match.start("code") >= 0) {
      return match.group();
    }
    if (match.start("mixed") >= 0) {
      return mixed(match.group());
    }
    for (var kind :
        new String[] {
          "row",
          "email",
          "url",
          "uuid",
          "date",
          "ip",
          "hex",
          "path",
          "host",
          "token",
          "duration",
          "size"
        }) {
      if (match.start(kind) >= 0) {
        return "<" + kind + ">";
      }
    }
    return "<number>";
  }

  private static String quotedText(String text, Quoted quoted) {
    var inner = text.substring(1, text.length() - 1);
    return quoted == Quoted.KEEP_NAMES && NAME.matcher(inner).matches() ? text : "<quoted>";
  }

  /** {@code worker12} loses its number, {@code utf8} and {@code s3} are words. */
  private static String mixed(String word) {
    int digits = (int) word.chars().filter(c -> c >= '0' && c <= '9').count();
    return digits >= 4 || word.length() > 12 ? "<token>" : word.replaceAll("\\d+$", "<number>");
  }

  private static String firstLines(String text) {
    int end = 0;
    int lines = 0;
    var stripped = text.strip();
    while (end < stripped.length() && end < MAX_LENGTH) {
      if (stripped.charAt(end) == '\n' && ++lines == MAX_LINES) {
        break;
      }
      end++;
    }
    return stripped.substring(0, end).strip();
  }
}
