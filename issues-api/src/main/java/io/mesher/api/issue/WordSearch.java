package io.mesher.api.issue;

import io.mesher.api.issue.SearchTerm.Words;
import io.mesher.api.sql.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All words and phrases as one condition: to PostgreSQL {@code ->} is no word, a query of it finds
 * nothing by itself and is left out beside others.
 */
final class WordSearch {
  /** As the index issues_search has it. */
  private static final String TEXT =
      "to_tsvector('simple'::regconfig, i.title || ' ' || i.culprit)";

  private static final String WORDS = "plainto_tsquery('simple', ?)";
  private static final String PHRASE = "phraseto_tsquery('simple', ?)";

  private WordSearch() {}

  /** Adds what the terms say about title and culprit. */
  static void addTo(Conditions conditions, List<SearchTerm> terms) {
    List<Words> found =
        terms.stream().filter(Words.class::isInstance).map(Words.class::cast).toList();
    if (found.isEmpty()) {
      return;
    }
    var queries = new ArrayList<String>();
    var values = new ArrayList<Object>();
    String words =
        found.stream()
            .filter(term -> !term.phrase())
            .map(Words::text)
            .collect(Collectors.joining(" "));
    if (!words.isEmpty()) {
      queries.add(WORDS);
      values.add(words);
    }
    found.stream()
        .filter(Words::phrase)
        .forEach(
            phrase -> {
              queries.add(PHRASE);
              values.add(phrase.text());
            });
    conditions.and(TEXT + " @@ (" + String.join(" && ", queries) + ")", values.toArray());
  }
}
