package io.mesher.processor.grouping;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Version 1. The client's fingerprint; else the exceptions by their stacks; else by type and value;
 * else the message without its variable parts.
 */
final class AlgorithmV1 implements Algorithm {
  static final int VERSION = 1;

  private static final Pattern DEFAULT = Pattern.compile("\\{\\{\\s*default\\s*}}");

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public List<String> hashes(Subject subject) {
    var fingerprint = subject.fingerprint().stream().map(String::strip).toList();
    if (fingerprint.stream().allMatch(AlgorithmV1::isDefaultOrNothing)) {
      return hashed(defaults(subject));
    }
    var custom = new LinkedHashSet<List<String>>();
    if (fingerprint.stream().anyMatch(part -> DEFAULT.matcher(part).matches())) {
      defaults(subject).forEach(parts -> custom.add(filledIn(fingerprint, parts)));
    } else {
      custom.add(filledIn(fingerprint, List.of()));
    }
    return hashed(custom);
  }

  private static List<String> hashed(Set<List<String>> variants) {
    return variants.stream().map(Digest::of).distinct().toList();
  }

  private static boolean isDefaultOrNothing(String part) {
    return part.isEmpty() || DEFAULT.matcher(part).matches();
  }

  private static List<String> filledIn(List<String> fingerprint, List<String> defaults) {
    var parts = new ArrayList<String>();
    parts.add("custom");
    for (var part : fingerprint) {
      if (DEFAULT.matcher(part).matches()) {
        parts.add("default");
        parts.add(Digest.of(defaults));
      } else {
        parts.add("text");
        parts.add(part);
      }
    }
    return parts;
  }

  /** The parts to hash without a fingerprint: by in-app frames, then by all frames. */
  private static Set<List<String>> defaults(Subject subject) {
    var variants = new LinkedHashSet<List<String>>();
    if (subject.failures().isEmpty()) {
      variants.add(byMessage(subject));
      return variants;
    }
    var own = byStacks(subject, true);
    var all = byStacks(subject, false);
    // Own code without names, minified or obfuscated: foreign frames alone would join strangers.
    boolean nameless = own.isEmpty() && subject.failures().stream().anyMatch(Stack::hasInApp);
    if (!nameless) {
      Stream.of(own, all).filter(parts -> !parts.isEmpty()).forEach(variants::add);
    }
    if (variants.isEmpty()) {
      variants.add(byTypeAndValue(subject));
    }
    return variants;
  }

  /** Empty when no exception of the chain has a stack that says anything. */
  private static List<String> byStacks(Subject subject, boolean inAppOnly) {
    var parts = new ArrayList<String>();
    boolean usable = false;
    for (var failure : subject.failures()) {
      var stack = Stack.of(failure, subject.platform(), inAppOnly);
      parts.add("exception");
      parts.add(name(failure, subject));
      parts.addAll(stack);
      usable |= !stack.isEmpty();
    }
    return usable ? parts : List.of();
  }

  /** An exception that the SDK made up is told by the message that it came with. */
  private static String name(Failure failure, Subject subject) {
    if (Overflow.is(failure)) {
      return Overflow.NAME;
    }
    var type = failure.synthetic() ? null : TypeName.of(failure.type());
    if (type != null) {
      return type;
    }
    var text = said(subject);
    return text == null ? "" : Parameters.replaced(text, Parameters.Quoted.REPLACE);
  }

  private static List<String> byTypeAndValue(Subject subject) {
    var parts = new ArrayList<String>();
    for (var failure : subject.failures()) {
      var type = failure.synthetic() ? null : TypeName.of(failure.type());
      var value = failure.value() == null ? said(subject) : failure.value();
      parts.add("error");
      parts.add(type == null ? "" : type);
      parts.add(
          value == null ? "" : Parameters.replaced(worded(value, subject), TypeName.quoted(type)));
    }
    return parts;
  }

  private static String worded(String value, Subject subject) {
    return subject.platform().equals("javascript") ? Wordings.one(value.strip()) : value;
  }

  private static List<String> byMessage(Subject subject) {
    var said = said(subject);
    return List.of(
        "message", said == null ? "" : Parameters.replaced(said, Parameters.Quoted.REPLACE));
  }

  private static @Nullable String said(Subject subject) {
    return subject.template() == null ? subject.message() : subject.template();
  }
}
