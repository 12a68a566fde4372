package io.mesher.processor.grouping;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Names that compilers and frameworks make up at build or run time, brought back to what a person
 * wrote: lambdas, proxies, accessors, closures, numbered classes.
 */
final class GeneratedNames {
  /**
   * A pattern and what takes the place of what it matches.
   *
   * @param signs texts of which a name that matches holds one; sought first, as that is much
   *     quicker than the pattern
   */
  private record Rule(Pattern pattern, String replacement, List<String> signs) {
    static Rule of(String pattern, String replacement, String... signs) {
      return new Rule(Pattern.compile(pattern), replacement, List.of(signs));
    }

    String apply(String name) {
      for (int i = 0; i < signs.size(); i++) {
        if (name.contains(signs.get(i))) {
          return pattern.matcher(name).replaceAll(replacement);
        }
      }
      return name;
    }
  }

  private static final List<Rule> RULES =
      List.of(
          // JDK: lambdas, accessors, proxies
          Rule.of("\\$\\$Lambda(?:\\$\\d+)?(?:[/.]\\w+)?", "\\$\\$Lambda", "$$Lambda"),
          Rule.of("lambda\\$(\\w+?)\\$\\d+", "lambda\\$$1", "lambda$"),
          Rule.of("lambda\\$(?:\\$\\d+|\\d+)", "lambda", "lambda$"),
          Rule.of(
              "Generated(Method|Constructor|SerializationConstructor)Accessor\\d+",
              "Generated$1Accessor",
              "Accessor"),
          Rule.of("\\$Proxy\\d+", "\\$Proxy", "$Proxy"),
          // Spring, CGLIB, Hibernate, Mockito, Javassist, Byte Buddy, Quarkus
          Rule.of("\\$\\$(?:EnhancerBy|FastClassBy)?\\w*CGLIB\\$\\$\\w*", "\\$\\$CGLIB", "CGLIB$$"),
          Rule.of(
              "\\$(HibernateProxy|MockitoMock|ByteBuddy|jvst|HibernateBasicProxy)\\$?\\w*",
              "\\$$1",
              "$HibernateProxy",
              "$MockitoMock",
              "$ByteBuddy",
              "$jvst",
              "$HibernateBasicProxy"),
          Rule.of("_\\$\\$_jvst\\w*", "_jvst", "_$$_jvst"),
          // Kotlin, Scala, Groovy
          Rule.of("\\$lambda[-$]\\d+", "\\$lambda", "$lambda"),
          Rule.of("\\$anonfun\\$(\\w+?)\\$\\d+", "\\$anonfun\\$$1", "$anonfun$"),
          Rule.of("\\$_(?:\\w+_)?closure\\d+", "\\$closure", "$_"),
          // Anonymous and local classes: their numbers follow their order in the file
          Rule.of("\\$\\d+(?=$|[$.])", "\\$", "$"),
          // C#: closures, state machines, local functions
          Rule.of("<>c__DisplayClass\\w*", "<>c", "<>c__DisplayClass"),
          Rule.of("<(\\w*)>[bgd]__\\w*(?:\\|\\w+)?", "$1", ">"),
          Rule.of("`\\d+", "", "`"),
          // PHP
          Rule.of("class@anonymous.*", "class@anonymous", "class@anonymous"),
          Rule.of("\\{closure:[^}]*}", "{closure}", "{closure:"),
          // Ruby: compiled templates
          Rule.of(
              "(_(?:erb|haml|slim|jbuilder))_{1,4}\\d+_\\d+",
              "$1",
              "_erb_",
              "_haml_",
              "_slim_",
              "_jbuilder_"),
          // Go: closures
          Rule.of("\\.func\\d+(?:\\.\\d+)*", ".func", ".func"),
          Rule.of("\\[(?:\\.\\.\\.|go\\.shape[^\\]]*)]", "", "["),
          Rule.of("/v\\d{1,3}(?=$|[./])", "", "/v"),
          // Native: Rust hashes, GCC clones, LLVM suffixes, blocks
          Rule.of("::h[0-9a-f]{16}$", "", "::h"),
          Rule.of("\\s*\\[clone [^\\]]*]", "", "[clone "),
          Rule.of(
              "\\.(?:isra|part|constprop|cold|llvm|lto_priv)(?:\\.\\d+)*",
              "",
              ".isra",
              ".part",
              ".constprop",
              ".cold",
              ".llvm",
              ".lto_priv"),
          Rule.of("_block_invoke(?:_\\d+)?", "_block_invoke", "_block_invoke"));

  private static final int MAX_LENGTH = 300;

  private GeneratedNames() {}

  /** Of a longer name only the beginning counts: rules must not cost time on what nobody wrote. */
  static String in(String fullName) {
    var name = fullName.length() <= MAX_LENGTH ? fullName : fullName.substring(0, MAX_LENGTH);
    boolean plain = true;
    for (int i = 0; i < name.length() && plain; i++) {
      plain = isPlain(name.charAt(i));
    }
    if (plain) {
      return name;
    }
    var result = name;
    for (var rule : RULES) {
      result = rule.apply(result);
    }
    return result;
  }

  /** Without one of the other characters nothing is made up. */
  private static boolean isPlain(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '.' || c == '/';
  }
}
