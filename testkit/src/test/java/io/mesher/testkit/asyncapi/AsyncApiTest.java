package io.mesher.testkit.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.contracts.alert.AlertFired;
import io.mesher.contracts.config.ConfigChanged;
import io.mesher.contracts.event.AcceptedEvent;
import io.mesher.contracts.event.DeadEvent;
import io.mesher.contracts.event.EventSource;
import io.mesher.contracts.event.ScrubRules;
import io.mesher.contracts.event.StoredEvent;
import io.mesher.contracts.issue.IssueChanged;
import io.mesher.contracts.outcome.OutcomeReport;
import io.mesher.contracts.topic.Topic;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AsyncApiTest {
  private static final AsyncApi DOCUMENT = AsyncApi.ofThisTree();

  @Test
  void everyTopicIsAChannel() {
    assertThat(DOCUMENT.addresses("kafka"))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Topic.values()).map(Topic::topicName).toList());
  }

  static Stream<Arguments> records() {
    return Stream.of(
        Arguments.of("storedEvent", StoredEvent.class),
        Arguments.of("issueChanged", IssueChanged.class),
        Arguments.of("alertFired", AlertFired.class),
        Arguments.of("configChanged", ConfigChanged.class),
        Arguments.of("outcomeReport", OutcomeReport.class));
  }

  @ParameterizedTest
  @MethodSource("records")
  void aRecordIsAsItIsWritten(String message, Class<? extends Record> type) {
    var schema = DOCUMENT.schema(message, "payload");

    assertThat(AsyncApi.properties(schema)).isEqualTo(withSchema(AsyncApi.components(type)));
    assertThat(AsyncApi.required(schema)).isEqualTo(withSchema(alwaysThere(type)));
  }

  @Test
  void acceptedEventsHaveTheseHeaders() {
    var headers = new RecordHeaders();
    new AcceptedEvent(
            UUID.randomUUID(),
            UUID.randomUUID(),
            Instant.EPOCH,
            EventSource.NATIVE,
            "sdk/1",
            "192.0.2.1",
            new ScrubRules(List.of("iban"), true))
        .writeTo(headers);

    assertThat(AsyncApi.properties(DOCUMENT.schema("acceptedEvent", "headers")))
        .isEqualTo(names(headers));
  }

  @Test
  void whatAnAcceptedEventAlwaysHasIsRequired() {
    var headers = new RecordHeaders();
    new AcceptedEvent(
            UUID.randomUUID(), UUID.randomUUID(), Instant.EPOCH, EventSource.NATIVE, null, null)
        .writeTo(headers);

    assertThat(AsyncApi.required(DOCUMENT.schema("acceptedEvent", "headers")))
        .isEqualTo(names(headers));
  }

  @Test
  void deadEventsHaveTheseHeaders() {
    var headers = new RecordHeaders();
    new DeadEvent("mesher.events.grouped", 1, 2, "writer", "why", Instant.EPOCH).writeTo(headers);

    var schema = DOCUMENT.schema("deadEvent", "headers");
    assertThat(AsyncApi.properties(schema)).isEqualTo(names(headers));
    assertThat(AsyncApi.required(schema)).isEqualTo(names(headers));
  }

  private static Set<String> names(RecordHeaders headers) {
    return Arrays.stream(headers.toArray())
        .map(Header::key)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> withSchema(Set<String> names) {
    var all = new TreeSet<>(names);
    all.add("schema");
    return all;
  }

  /** Members that are null are not written. */
  private static Set<String> alwaysThere(Class<? extends Record> type) {
    var names = AsyncApi.components(type);
    Arrays.stream(type.getRecordComponents())
        .filter(component -> component.getAnnotatedType().isAnnotationPresent(Nullable.class))
        .map(RecordComponent::getName)
        .map(AsyncApi::name)
        .forEach(names::remove);
    return names;
  }
}
