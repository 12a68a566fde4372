package io.mesher.processor.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The golden files hold what goes in and what must come out, with the rules of the project. */
class ScrubberTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Stream<Arguments> goldenCases() throws IOException {
    var cases = new ArrayList<Arguments>();
    try (var in = ScrubberTest.class.getResourceAsStream("/golden/scrub/cases.json")) {
      JSON.readTree(in).forEach(c -> cases.add(Arguments.of(c.path("case").asText(), c)));
    }
    assertThat(cases).hasSizeGreaterThan(20);
    return cases.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("goldenCases")
  void scrubsAsTheGoldenFileSays(String name, JsonNode golden) {
    var event = golden.path("in").<ObjectNode>deepCopy();
    var scrubber = scrubber(golden);

    scrubber.scrub(event);

    assertThat(event).isEqualTo(golden.path("out"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("goldenCases")
  void scrubbingTwiceChangesNothingMore(String name, JsonNode golden) {
    var event = golden.path("out").<ObjectNode>deepCopy();

    scrubber(golden).scrub(event);

    assertThat(event).isEqualTo(golden.path("out"));
  }

  @Property(tries = 300)
  void anyTextIsScrubbedToSomethingThatStays(@ForAll @StringLength(max = 300) String text) {
    var event = JSON.createObjectNode().put("message", text);
    Scrubber.of(List.of(), true).scrub(event);
    var once = event.deepCopy();

    Scrubber.of(List.of(), true).scrub(event);

    assertThat(event).isEqualTo(once);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a=",
        "://a:",
        "Bearer ",
        "\"k\":\"",
        "4111 ",
        "1.1.",
        "::1",
        "eyJ",
        "-----BEGIN PRIVATE KEY-----"
      })
  void hostileRepetitionCostsNoTime(String part) {
    var event = JSON.createObjectNode().put("message", part.repeat(8_192 / part.length()));

    org.junit.jupiter.api.Assertions.assertTimeout(
        java.time.Duration.ofSeconds(2), () -> Scrubber.of(List.of("x"), true).scrub(event));
  }

  @Test
  void aNumberThatFailsLuhnStays() {
    assertThat(CardNumbers.isCard("4111111111111111")).isTrue();
    assertThat(CardNumbers.isCard("4111111111111112")).isFalse();
    assertThat(CardNumbers.isCard("411111111111")).isFalse();
  }

  private static Scrubber scrubber(JsonNode golden) {
    var fields = new ArrayList<String>();
    golden.path("fields").forEach(field -> fields.add(field.asText()));
    return Scrubber.of(fields, golden.path("ip").asBoolean());
  }
}
