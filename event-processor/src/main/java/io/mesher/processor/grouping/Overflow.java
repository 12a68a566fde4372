package io.mesher.processor.grouping;

/** Stack overflows, as each language calls them. */
final class Overflow {
  static final String NAME = "stack overflow";

  private Overflow() {}

  static boolean is(Failure failure) {
    var type = failure.type() == null ? "" : failure.type();
    var value = failure.value() == null ? "" : failure.value();
    return type.endsWith("StackOverflowError")
        || type.endsWith("StackOverflowException")
        || type.equals("RecursionError")
        || type.equals("SystemStackError")
        || value.startsWith("Maximum call stack")
        || value.startsWith("too much recursion");
  }
}
