package io.mesher.processor.grouping;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An exception's type without what changes from build to build. */
final class TypeName {
  /** Errors about names: which name it was is what tells one from another. */
  private static final Pattern ABOUT_NAMES =
      Pattern.compile(
          ".*(?:KeyError|AttributeError|NameError|ImportError|ModuleNotFoundError|TypeError"
              + "|ReferenceError|SyntaxError|NoMethodError|NoSuch(?:Method|Field)\\w*"
              + "|ClassNotFoundException|NoClassDefFoundError|MissingMethodException"
              + "|BadMethodCallException|UndefinedMethodError|LoadError|ChunkLoadError"
              + "|KeyNotFoundException|NullReferenceException|NullPointerException"
              + "|Argument\\w*Exception|\\w*CastException)");

  private static final int MAX_MINIFIED = 2;

  private TypeName() {}

  /** Null where there is none, or one that a minifier made. */
  static @Nullable String of(@Nullable String type) {
    if (type == null || type.isBlank()) {
      return null;
    }
    var name = GeneratedNames.in(type.strip());
    return name.length() <= MAX_MINIFIED ? null : name;
  }

  static Parameters.Quoted quoted(@Nullable String type) {
    return type != null && ABOUT_NAMES.matcher(type).matches()
        ? Parameters.Quoted.KEEP_NAMES
        : Parameters.Quoted.REPLACE;
  }
}
