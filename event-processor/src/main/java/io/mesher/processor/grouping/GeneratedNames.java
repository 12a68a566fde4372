package io.mesher.processor.grouping;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Names that compilers and frameworks make up at build or run time, brought back to what a person
 * wrote: lambdas, proxies, accessors, closures, numbered classes.
 */
final class GeneratedNames {
  private record Rule(Pattern pattern, String replacement) {
    static Rule of(String pattern, String replacement) {
      return new Rule(Pattern.compile(pattern), replacement);
    }

    String apply(String name) {
      var matcher = pattern.matcher(name);
      return matcher.find() ? matcher.replaceAll(replacement) : name;
    }
  }

  private static final List<Rule> RULES =
      List.of(
          // JDK: lambdas, accessors, proxies
          Rule.of("\\$\\$Lambda(?:\\$\\d+)?(?:[/.]\\w+)?", "\\$\\$Lambda"),
          Rule.of("lambda\\$(\\w+?)\\$\\d+", "lambda\\$$1"),
          Rule.of("lambda\\$(?:\\$\\d+|\\d+)", "lambda"),
          Rule.of(
              "Generated(Method|Constructor|SerializationConstructor)Accessor\\d+",
              "Generated$1Accessor"),
          Rule.of("\\$Proxy\\d+", "\\$Proxy"),
          // Spring, CGLIB, Hibernate, Mockito, Javassist, Byte Buddy, Quarkus
          Rule.of("\\$\\$(?:EnhancerBy|FastClassBy)?\\w*CGLIB\\$\\$\\w*", "\\$\\$CGLIB"),
          Rule.of(
              "\\$(HibernateProxy|MockitoMock|ByteBuddy|jvst|HibernateBasicProxy)\\$?\\w*",
              "\\$$1"),
          Rule.of("_\\$\\$_jvst\\w*", "_jvst"),
          // Kotlin, Scala, Groovy
          Rule.of("\\$lambda[-$]\\d+", "\\$lambda"),
          Rule.of("\\$anonfun\\$(\\w+?)\\$\\d+", "\\$anonfun\\$$1"),
          Rule.of("\\$_(?:\\w+_)?closure\\d+", "\\$closure"),
          // Anonymous and local classes: their numbers follow their order in the file
          Rule.of("\\$\\d+(?=$|[$.])", "\\$"),
          // C#: closures, state machines, local functions
          Rule.of("<>c__DisplayClass\\w*", "<>c"),
          Rule.of("<(\\w*)>[bgd]__\\w*(?:\\|\\w+)?", "$1"),
          Rule.of("`\\d+", ""),
          // PHP
          Rule.of("class@anonymous.*", "class@anonymous"),
          Rule.of("\\{closure:[^}]*}", "{closure}"),
          // Ruby: compiled templates
          Rule.of("(_(?:erb|haml|slim|jbuilder))_{1,4}\\d+_\\d+", "$1"),
          // Go: closures
          Rule.of("\\.func\\d+(?:\\.\\d+)*", ".func"),
          Rule.of("\\[(?:\\.\\.\\.|go\\.shape[^\\]]*)]", ""),
          Rule.of("/v\\d{1,3}(?=$|[./])", ""),
          // Native: Rust hashes, GCC clones, LLVM suffixes, blocks
          Rule.of("::h[0-9a-f]{16}$", ""),
          Rule.of("\\s*\\[clone [^\\]]*]", ""),
          Rule.of("\\.(?:isra|part|constprop|cold|llvm|lto_priv)(?:\\.\\d+)*", ""),
          Rule.of("_block_invoke(?:_\\d+)?", "_block_invoke"));

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
