package io.mesher.processor.scrub;

/**
 * What a text must hold to be worth a search for secrets: one pass over its letters, where a
 * pattern tries each of its alternatives at every letter.
 */
final class Signs {
  private Signs() {}

  /** Whether the name of an HTTP authentication scheme and a space are in a text. */
  static boolean ofScheme(String text) {
    for (int i = 1; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' && isSchemeBefore(text, i)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSchemeBefore(String text, int end) {
    return switch (Character.toLowerCase(text.charAt(end - 1))) {
      case 'c' -> endsWith(text, end, "basic");
      case 'r' -> endsWith(text, end, "bearer");
      case 't' -> endsWith(text, end, "digest");
      case 'e' -> endsWith(text, end, "negotiate");
      default -> false;
    };
  }

  private static boolean endsWith(String text, int end, String word) {
    return text.regionMatches(true, end - word.length(), word, 0, word.length());
  }

  /** Whether a text holds a prefix by which issuers make their tokens known. */
  static boolean ofIssuer(String text) {
    for (int i = 0; i < text.length(); i++) {
      boolean found =
          switch (text.charAt(i)) {
            case '_' -> isUnderlinedBefore(text, i);
            case '-' ->
                text.startsWith("sk", i - 2)
                    || text.startsWith("xox", i - 4)
                    || text.startsWith("glpat", i - 5);
            case 'A' ->
                text.startsWith("KIA", i + 1)
                    || text.startsWith("SIA", i + 1)
                    || text.startsWith("Iza", i + 1);
            default -> false;
          };
      if (found) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUnderlinedBefore(String text, int at) {
    return text.startsWith("k", at - 1)
        || text.startsWith("gh", at - 3)
        || text.startsWith("npm", at - 3)
        || text.startsWith("pat", at - 3)
        || text.startsWith("mshr", at - 4);
  }
}
