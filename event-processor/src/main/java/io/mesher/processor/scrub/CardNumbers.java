package io.mesher.processor.scrub;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Payment card numbers: 13 to 19 digits of a known range, alone or in groups, right by Luhn. */
final class CardNumbers {
  private static final int MIN_DIGITS = 13;
  private static final int MAX_DIGITS = 19;

  private static final Pattern CANDIDATE =
      Pattern.compile("(?<![\\w.])[2-6]\\d{3}(?:[ -]?\\d){9,15}(?![\\w]|[.]\\d)");

  private CardNumbers() {}

  static String replaced(String text, String replacement) {
    if (!hasEnoughDigits(text)) {
      return text;
    }
    var matcher = CANDIDATE.matcher(text);
    if (!matcher.find()) {
      return text;
    }
    return matcher.replaceAll(
        match -> Matcher.quoteReplacement(isCard(match.group()) ? replacement : match.group()));
  }

  /** Most texts are done with this: much quicker than the search. */
  private static boolean hasEnoughDigits(String text) {
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9' && ++digits == MIN_DIGITS) {
        return true;
      }
    }
    return false;
  }

  static boolean isCard(String text) {
    int sum = 0;
    int digits = 0;
    for (int i = text.length() - 1; i >= 0; i--) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        continue;
      }
      int weighted = digits % 2 == 0 ? digit : 2 * digit;
      sum += weighted > 9 ? weighted - 9 : weighted;
      digits++;
    }
    return digits >= MIN_DIGITS && digits <= MAX_DIGITS && sum % 10 == 0 && text.charAt(0) != '1';
  }
}
