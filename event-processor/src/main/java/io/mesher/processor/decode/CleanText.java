package io.mesher.processor.decode;

/** Text that PostgreSQL and UTF-8 can hold: NUL and lone surrogates become U+FFFD. */
final class CleanText {
  private static final char REPLACEMENT = '\uFFFD';

  private CleanText() {}

  static String of(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return replaced(text, i);
      }
      if (Character.isSurrogate(c)) {
        if (!isPairAt(text, i)) {
          return replaced(text, i);
        }
        i++;
      }
    }
    return text;
  }

  private static String replaced(String text, int from) {
    var clean = new StringBuilder(text);
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        clean.setCharAt(i, REPLACEMENT);
      } else if (Character.isSurrogate(c)) {
        if (isPairAt(text, i)) {
          i++;
        } else {
          clean.setCharAt(i, REPLACEMENT);
        }
      }
    }
    return clean.toString();
  }

  private static boolean isPairAt(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        && i + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(i + 1));
  }
}
