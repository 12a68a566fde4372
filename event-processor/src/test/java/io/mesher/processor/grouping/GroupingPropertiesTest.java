package io.mesher.processor.grouping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class GroupingPropertiesTest {
  private final Grouper grouper = new Grouper();

  @Property(tries = 500)
  void anythingIsGroupedTheSameTwiceAndUnderSoundHashes(@ForAll("subjects") Subject subject) {
    var grouping = grouper.group(subject);

    assertThat(grouping).isEqualTo(new Grouper().group(subject));
    assertThat(grouping.version()).isEqualTo(Grouper.VERSION);
    assertThat(grouping.hashes())
        .hasSizeBetween(1, 8)
        .doesNotHaveDuplicates()
        .allMatch(hash -> hash.matches("[0-9a-f]{32}"));
  }

  @Property(tries = 300)
  void foreignFramesNeverMoveTheIssue(
      @ForAll("ownFrames") List<Frame> own,
      @ForAll("foreignFrames") List<Frame> foreign,
      @ForAll("platforms") String platform) {
    var mixed = new ArrayList<>(own);
    foreign.forEach(frame -> mixed.add(mixed.size() / 2, frame));

    var without = grouper.group(of(platform, failure("SomeError", "v", own)));
    var with = grouper.group(of(platform, failure("SomeError", "v", mixed)));

    assertThat(with.hashes().getFirst()).isEqualTo(without.hashes().getFirst());
  }

  @Property(tries = 300)
  void recursionOfAnyDepthIsOneIssue(
      @ForAll("ownFrames") List<Frame> frames,
      @ForAll @IntRange(min = 2, max = 40) int depth,
      @ForAll @IntRange(max = 5) int at) {
    var recursive = new ArrayList<>(frames);
    int index = Math.min(at, frames.size() - 1);
    recursive.addAll(index, Collections.nCopies(depth, frames.get(index)));

    assertThat(grouper.group(of("java", failure("SomeError", "v", recursive))).hashes())
        .isEqualTo(grouper.group(of("java", failure("SomeError", "v", frames))).hashes());
  }

  @Property(tries = 300)
  void withAStackTheValueDoesNotCount(
      @ForAll("ownFrames") List<Frame> frames, @ForAll String one, @ForAll String other) {
    var first = grouper.group(of("python", failure("SomeError", "x" + one, frames)));
    var second = grouper.group(of("python", failure("SomeError", "y" + other, frames)));

    assertThat(first).isEqualTo(second);
  }

  @Property(tries = 300)
  void theClientsFingerprintDecidesAlone(
      @ForAll("subjects") Subject one, @ForAll("subjects") Subject other) {
    var fingerprint = List.of("payment", "42");

    assertThat(grouper.group(fingerprinted(one, fingerprint)))
        .isEqualTo(grouper.group(fingerprinted(other, fingerprint)));
    assertThat(grouper.group(fingerprinted(one, List.of("payment42"))))
        .isNotEqualTo(grouper.group(fingerprinted(one, fingerprint)));
  }

  @Property(tries = 300)
  void defaultMeansTheDefaultAndSplitsItTogetherWithMore(@ForAll("subjects") Subject subject) {
    var plain = grouper.group(fingerprinted(subject, List.of()));
    var asDefault = grouper.group(fingerprinted(subject, List.of("{{ default }}")));
    var split = grouper.group(fingerprinted(subject, List.of("{{default}}", "tenant")));

    assertThat(asDefault).isEqualTo(plain);
    assertThat(split.hashes())
        .hasSameSizeAs(plain.hashes())
        .doesNotContainAnyElementsOf(plain.hashes());
  }

  @Property(tries = 300)
  void numbersInAMessageDoNotCount(@ForAll int one, @ForAll int other) {
    var text = "job %d of queue mail took %d ms";

    assertThat(grouper.group(message(text.formatted(one, other))))
        .isEqualTo(grouper.group(message(text.formatted(other, one))));
  }

  @Property(tries = 200)
  void noTextTakesLong(
      @ForAll("fragments") String fragment, @ForAll @IntRange(min = 1, max = 4_000) int times) {
    var text = fragment.repeat(times);
    var frame = new Frame(null, text, text, true);

    assertTimeout(
        Duration.ofSeconds(2),
        () -> {
          grouper.group(message(text));
          grouper.group(of("native", failure(text, text, List.of(frame))));
          grouper.group(of("csharp", failure(text, text, List.of(frame))));
        });
  }

  @Example
  void anOlderAlgorithmsHashesComeAlongWhileItIsInTransition() {
    var next =
        new Algorithm() {
          @Override
          public int version() {
            return 2;
          }

          @Override
          public List<String> hashes(Subject subject) {
            return List.of("f".repeat(32));
          }
        };
    var subject = message("hello");

    var grouping = new Grouper(List.of(next, new AlgorithmV1())).group(subject);

    assertThat(grouping.version()).isEqualTo(2);
    assertThat(grouping.hashes())
        .startsWith("f".repeat(32))
        .containsAll(grouper.group(subject).hashes());
  }

  @Provide
  Arbitrary<String> platforms() {
    return Arbitraries.of("java", "javascript", "python", "go", "csharp", "php", "ruby", "native");
  }

  @Provide
  Arbitrary<String> fragments() {
    return Arbitraries.of(
        "a",
        "1",
        "a1",
        "-",
        "1.",
        "1:",
        "::",
        "a.b",
        "'",
        "\"",
        "(",
        "<",
        "block in ",
        "lambda$",
        "a@b.",
        "/a",
        "0x",
        "aé",
        "$1",
        "[clone ",
        "_1",
        "2026-01-",
        " 1 ",
        "https://");
  }

  @Provide
  Arbitrary<List<Frame>> ownFrames() {
    return names()
        .map(name -> new Frame(name, name, name, true))
        .list()
        .uniqueElements()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<Frame>> foreignFrames() {
    return names().map(name -> new Frame("lib." + name, name, name, false)).list().ofMaxSize(12);
  }

  @Provide
  Arbitrary<Subject> subjects() {
    Arbitrary<@Nullable String> text = Arbitraries.strings().ofMaxLength(60).injectNull(0.3);
    Arbitrary<@Nullable Boolean> flag = Arbitraries.of(true, false).injectNull(0.3);
    var frame = Combinators.combine(text, text, text, flag).as(Frame::new);
    var failure =
        Combinators.combine(text, text, Arbitraries.of(true, false), frame.list().ofMaxSize(8))
            .as(Failure::new);
    return Combinators.combine(platforms(), failure.list().ofMaxSize(3), text, text)
        .as(
            (platform, failures, template, message) ->
                new Subject(platform, List.of(), failures, template, message));
  }

  private static Arbitrary<String> names() {
    return Arbitraries.strings().withCharRange('a', 'z').ofMinLength(4).ofMaxLength(12);
  }

  private static Subject of(String platform, Failure failure) {
    return new Subject(platform, List.of(), List.of(failure), null, null);
  }

  private static Subject message(String message) {
    return new Subject("python", List.of(), List.of(), null, message);
  }

  private static Failure failure(String type, String value, List<Frame> frames) {
    return new Failure(type, value, false, frames);
  }

  private static Subject fingerprinted(Subject subject, List<String> fingerprint) {
    return new Subject(
        subject.platform(), fingerprint, subject.failures(), subject.template(), subject.message());
  }
}
