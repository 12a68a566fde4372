package io.mesher.processor.scrub;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Secrets inside texts, known by their form. Every pattern is linear in the text's length. */
final class SecretTexts {
  private static final Pattern PRIVATE_KEY =
      Pattern.compile(
          "-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----.*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|\\z)",
          Pattern.DOTALL);
  private static final Pattern SCHEME =
      Pattern.compile(
          "(?i)\\b(Bearer|Basic|Digest|Negotiate)\\s{1,3}"
              + "(?=[\\w.~+/-]{0,200}?(?:[0-9=]|(?-i:[a-z][A-Z])))[\\w.~+/-]{6,4000}+={0,2}");
  private static final Pattern JWT =
      Pattern.compile("\\beyJ[\\w-]{8,4000}+\\.[\\w-]{4,8000}+(?:\\.[\\w-]{0,4000}+)?");
  private static final Pattern ISSUED =
      Pattern.compile(
          "\\b(?:gh[pousr]_\\w{20,255}|github_pat_\\w{20,255}|glpat-[\\w-]{16,255}"
              + "|xox[abeoprs]-[\\w-]{10,255}|[srp]k_(?:live|test)_\\w{8,255}|sk-[\\w-]{20,255}"
              + "|A(?:KIA|SIA)[0-9A-Z]{16}\\b|AIza[\\w-]{30,60}|npm_\\w{30,60}"
              + "|mshr_(?:t_)?[0-9a-f]{48})");
  private static final Pattern URL_PASSWORD =
      Pattern.compile("(?<=://)[^/\\s:@]{0,200}:[^/\\s@]{1,200}@");

  /** {@code name=value}, as in queries, cookies and connection strings. */
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "(?<![\\w.\\[-])([\\w.\\[\\]-]{2,64})(\\s?=\\s?)(\"[^\"]{0,2000}\"|'[^']{0,2000}'|[^\\s&;,\"')]{1,4000}+)");

  /** A member of JSON inside a text. */
  private static final Pattern JSON_MEMBER =
      Pattern.compile(
          "([\"'])([\\w.-]{2,64})\\1(\\s{0,3}:\\s{0,3})(\"(?:[^\"\\\\]|\\\\.){0,4000}+\"|'[^']{0,4000}+'|[\\w.+-]{1,200}+)");

  /** {@code password: value}; only of names that nothing harmless follows. */
  private static final Pattern STATED =
      Pattern.compile(
          "(?i)\\b([\\w-]{0,20}(?:password|passwd|passwort|secret|api[_-]?key)|authorization)(\\s?:\\s{0,3})([^\\s\"',;)]{1,1000}+)");

  private static final int MIN_LENGTH = 6;
  private static final int MIN_ISSUED = 16;
  private static final int MIN_SCHEME = 12;

  private final SensitiveNames names;
  private final String mark;

  SecretTexts(SensitiveNames names, String mark) {
    this.names = names;
    this.mark = mark;
  }

  /**
   * @param code whether the text is a line of source, where an assignment is no secret
   */
  String replaced(String text, boolean code) {
    if (text.length() < MIN_LENGTH) {
      return text;
    }
    var result = text;
    if (result.contains("-----BEGIN ")) {
      result = PRIVATE_KEY.matcher(result).replaceAll(mark);
    }
    if (result.length() >= MIN_SCHEME && Signs.ofScheme(result)) {
      result = SCHEME.matcher(result).replaceAll("$1 " + Matcher.quoteReplacement(mark));
    }
    if (result.contains("eyJ")) {
      result = JWT.matcher(result).replaceAll(mark);
    }
    if (result.length() >= MIN_ISSUED && Signs.ofIssuer(result)) {
      result = ISSUED.matcher(result).replaceAll(mark);
    }
    if (result.contains("://")) {
      result = URL_PASSWORD.matcher(result).replaceAll(mark + "@");
    }
    if (!code) {
      result = pairs(result);
    }
    return CardNumbers.replaced(result, mark);
  }

  private String pairs(String text) {
    var result = text;
    if (result.indexOf('=') >= 0) {
      result =
          ASSIGNMENT
              .matcher(result)
              .replaceAll(
                  pair ->
                      Matcher.quoteReplacement(
                          names.contains(pair.group(1))
                              ? pair.group(1) + pair.group(2) + mark
                              : pair.group()));
    }
    if (result.indexOf(':') >= 0) {
      result =
          JSON_MEMBER
              .matcher(result)
              .replaceAll(
                  pair ->
                      Matcher.quoteReplacement(
                          names.contains(pair.group(2))
                              ? pair.group(1)
                                  + pair.group(2)
                                  + pair.group(1)
                                  + pair.group(3)
                                  + "\""
                                  + mark
                                  + "\""
                              : pair.group()));
      result = STATED.matcher(result).replaceAll("$1$2" + Matcher.quoteReplacement(mark));
    }
    return result;
  }
}
