package io.mesher.processor.grouping;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A frame's function, so that one place in the code has one name whatever reported it. */
final class Functions {
  private static final int MAX_MINIFIED = 2;
  private static final int MAX_LENGTH = 300;

  private static final Pattern UNKNOWN =
      Pattern.compile(
          "\\?|<unknown>|<anonymous>|anonymous|\\(anonymous\\)|<redacted>|\\?\\?|0x\\w+");

  /** {@code block in x}, {@code block (2 levels) in x}, {@code rescue in x}, nested too. */
  private static final Pattern RUBY_BLOCK =
      Pattern.compile("^(?:(?:block(?: \\(\\d+ levels\\))?|rescue|ensure|else) in )+");

  private static final Pattern JS_ALIAS = Pattern.compile("\\s*\\[as [^\\]]*]");
  private static final Pattern JS_PREFIX =
      Pattern.compile("^(?:async[ *]|new |get |set |static )+");

  private Functions() {}

  /** Null where the name says nothing. */
  static @Nullable String of(@Nullable String function, String platform) {
    if (function == null) {
      return null;
    }
    return named(
        function.length() <= MAX_LENGTH ? function : function.substring(0, MAX_LENGTH), platform);
  }

  private static @Nullable String named(String function, String platform) {
    var name =
        switch (platform) {
          case "javascript", "node" -> javascript(function.strip());
          case "ruby" -> ruby(function.strip());
          case "php" -> php(function.strip());
          case "native", "c", "cocoa", "rust", "objc", "swift" -> nativeCode(function.strip());
          default -> GeneratedNames.in(function.strip());
        };
    return name.isBlank() || UNKNOWN.matcher(name).matches() ? null : name;
  }

  /** Chrome says {@code Cart.add} and {@code new Cart}, Firefox and Safari {@code add}. */
  private static String javascript(String function) {
    if (function.endsWith("<") || function.contains("[native code]")) {
      return "";
    }
    var name = JS_ALIAS.matcher(function).replaceAll("");
    name = JS_PREFIX.matcher(name).replaceFirst("");
    name = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1);
    return name.length() <= MAX_MINIFIED || isGlobalCode(name) ? "" : name;
  }

  private static boolean isGlobalCode(String name) {
    return name.equals("global code")
        || name.equals("eval code")
        || name.equals("module code")
        || name.equals("eval");
  }

  /** Ruby 3.4 says {@code Order#pay} where older ones say {@code pay}. */
  private static String ruby(String function) {
    var name = RUBY_BLOCK.matcher(function).replaceFirst("");
    int owner = Math.max(name.lastIndexOf('#'), name.lastIndexOf('.'));
    return GeneratedNames.in(owner > 0 ? name.substring(owner + 1) : name);
  }

  private static String php(String function) {
    var name = GeneratedNames.in(function);
    return name.endsWith("{closure}") ? "{closure}" : name;
  }

  /** Without arguments, template arguments and return type. */
  private static String nativeCode(String function) {
    var name = GeneratedNames.in(function.replace("(anonymous namespace)", "{anonymous}"));
    if (name.startsWith("-[") || name.startsWith("+[")) {
      return name;
    }
    var outer = new StringBuilder();
    int depth = 0;
    boolean isOperator = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ((c == '<' || c == '(') && !isOperator) {
        depth++;
      } else if ((c == '>' || c == ')') && depth > 0) {
        depth--;
      } else if (depth == 0) {
        outer.append(c);
        isOperator = c == 'r' && endsWith(outer, "operator");
      }
    }
    var bare = outer.toString().strip();
    bare = bare.endsWith(" const") ? bare.substring(0, bare.length() - 6) : bare;
    return bare.substring(bare.lastIndexOf(' ') + 1);
  }

  private static boolean endsWith(StringBuilder text, String end) {
    return text.length() >= end.length() && text.indexOf(end, text.length() - end.length()) >= 0;
  }
}
