package io.mesher.api.issue;

import io.mesher.api.issue.SearchTerm.AssignedTo;
import io.mesher.api.issue.SearchTerm.HappenedTo;
import io.mesher.api.issue.SearchTerm.OfLevel;
import io.mesher.api.issue.SearchTerm.OfStatus;
import io.mesher.api.issue.SearchTerm.Regressed;
import io.mesher.api.issue.SearchTerm.Tagged;
import io.mesher.api.issue.SearchTerm.Words;
import io.mesher.api.problem.BadRequestException;
import io.mesher.api.web.Ids;
import io.mesher.api.web.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a search text: {@code is:unresolved level:error environment:production assigned:me
 * tag:value "exact phrase" words}. {@code key:value} with a key that is not known is a tag; a value
 * with blanks stands in quotes. What follows no key, or a colon without a value, is a word, so that
 * error messages can be pasted.
 */
final class SearchText {
  private static final int MAX_LENGTH = 1000;
  private static final int MAX_TERMS = 20;
  private static final int MAX_VALUE = 200;

  /** A key with a value, a phrase, or a word; blanks between them. */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<key>[A-Za-z_][A-Za-z0-9_.-]*):(?:\"(?<quoted>[^\"]*)\"|(?!//)(?<value>[^\\s\"]+))"
              + "|(?<known>is|level|assigned|environment|release):(?=\\s|$)"
              + "|\"(?<phrase>[^\"]*)\""
              + "|(?<open>\")"
              + "|(?<word>[^\\s\"]+)");

  /** What PostgreSQL's parser surely takes for no word; {@code ../_} is a path. */
  private static final Pattern SIGNS = Pattern.compile("[\\p{ASCII}&&[^A-Za-z0-9./]]*");

  private SearchText() {}

  /** The terms of a text; 400 that points at the one that can't be understood. */
  static List<SearchTerm> parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new BadRequestException("invalid search: longer than " + MAX_LENGTH + " characters");
    }
    var terms = new ArrayList<SearchTerm>();
    Matcher token = TOKEN.matcher(text);
    Optional<MatchResult> word = Optional.empty();
    while (token.find()) {
      if (terms.size() == MAX_TERMS) {
        throw invalid("more than " + MAX_TERMS + " terms", token);
      }
      var term = term(token);
      if (word.isEmpty() && term instanceof Words) {
        word = Optional.of(token.toMatchResult());
      }
      terms.add(term);
    }
    if (word.isPresent() && hasSignsOnly(terms)) {
      throw invalid("neither a letter nor a digit to look for", word.get());
    }
    return List.copyOf(terms);
  }

  /** Beside words signs are ignored; alone they would find everything, or nothing. */
  private static boolean hasSignsOnly(List<SearchTerm> terms) {
    return terms.stream()
        .filter(Words.class::isInstance)
        .map(Words.class::cast)
        .allMatch(words -> SIGNS.matcher(words.text()).matches());
  }

  private static SearchTerm term(Matcher token) {
    if (token.group("known") != null) {
      throw invalid(token.group("known") + " needs a value", token);
    }
    if (token.group("open") != null) {
      throw invalid("a quotation mark is not closed", token);
    }
    if (token.group("phrase") != null) {
      return new Words(token.group("phrase"), true);
    }
    if (token.group("word") != null) {
      return new Words(token.group("word"), false);
    }
    String quoted = token.group("quoted");
    return keyed(token, token.group("key"), quoted == null ? token.group("value") : quoted);
  }

  private static SearchTerm keyed(Matcher token, String key, String value) {
    return switch (key) {
      case "is" -> is(token, value);
      case "level" ->
          Level.ofWire(value)
              .<SearchTerm>map(level -> new OfLevel(level.wire()))
              .orElseThrow(
                  () -> invalid("level must be fatal, error, warning, info, or debug", token));
      case "assigned" -> assigned(token, value);
      case "user.id", "user.email", "user.username", "user.ip" ->
          new HappenedTo(key.substring("user.".length()) + ":" + value);
      default -> tagged(token, key, value);
    };
  }

  private static SearchTerm is(Matcher token, String value) {
    if ("regressed".equals(value)) {
      return new Regressed();
    }
    return IssueStatus.ofWire(value)
        .<SearchTerm>map(OfStatus::new)
        .orElseThrow(
            () ->
                invalid(
                    "is must be unresolved, resolved, archived, discarded, or regressed", token));
  }

  private static SearchTerm assigned(Matcher token, String value) {
    if (!"me".equals(value) && !"none".equals(value) && !Ids.isUuid(value)) {
      throw invalid("assigned must be me, none, or a user's id", token);
    }
    return new AssignedTo(value, place(token));
  }

  private static SearchTerm tagged(Matcher token, String key, String value) {
    if (value.isEmpty() || value.length() > MAX_VALUE) {
      throw invalid(key + " must have 1 to " + MAX_VALUE + " characters", token);
    }
    return new Tagged(key, value);
  }

  private static BadRequestException invalid(String what, MatchResult token) {
    return new BadRequestException("invalid search: " + what, place(token));
  }

  private static String place(MatchResult token) {
    return "at character %d: %s".formatted(token.start() + 1, token.group());
  }
}
