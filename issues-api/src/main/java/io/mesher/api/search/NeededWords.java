package io.mesher.api.search;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What stands in every text that a search for words finds, as patterns of LIKE. To look for it is
 * far quicker than to take a text to words; only what has it is judged by those.
 */
final class NeededWords {
  /** Of nothing else is it sure that PostgreSQL's parser takes all of it for words. */
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}\\s\"'._]*");

  private static final Pattern EITHER =
      Pattern.compile("(?i)(?<![\\p{L}\\p{N}])or(?![\\p{L}\\p{N}])");
  private static final Pattern RUN = Pattern.compile("[A-Za-z0-9]+");

  private NeededWords() {}

  /**
   * Of a query as {@code websearch_to_tsquery} takes it: none where a text may do without some of
   * its words (or, -without), or where that is not certain.
   */
  static String[] of(String query) {
    if (!PLAIN.matcher(query).matches() || EITHER.matcher(query).find()) {
      return new String[0];
    }
    return RUN.matcher(query)
        .results()
        .map(MatchResult::group)
        .map(word -> word.toLowerCase(Locale.ROOT))
        .map(word -> "%" + word + "%")
        .toArray(String[]::new);
  }
}
