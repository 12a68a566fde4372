package io.mesher.ws.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.testkit.asyncapi.AsyncApi;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of the document the channel of the stream. */
class AsyncApiTest {
  private static final AsyncApi DOCUMENT = AsyncApi.ofThisTree();
  private static final UUID ID = new UUID(0, 1);

  static Stream<StreamMessage> messages() {
    return Stream.of(
        new StreamMessage.Event("event", ID, ID, true, data()),
        new StreamMessage.Issue("issue", "new", ID, ID, "unresolved", "error", "it broke", null),
        new StreamMessage.IssueCount(ID, 3),
        new StreamMessage.Alert("alert", ID, ID, "too many", Map.of(), "more than 5"),
        new StreamMessage.Dropped(2),
        new StreamMessage.FiltersUpdated(),
        new StreamMessage.Ping(),
        new StreamMessage.Misunderstood("invalid json"));
  }

  private static StreamMessage.Event.Data data() {
    return new StreamMessage.Event.Data(
        "0".repeat(32), "error", "it broke", "it broke", "", null, null, Instant.EPOCH, Map.of());
  }

  @Test
  void everyMessageIsOfTheChannel() {
    assertThat(messages().map(StreamMessage::getClass).distinct())
        .hasSize(StreamMessage.class.getPermittedSubclasses().length);
    assertThat(DOCUMENT.messages("stream"))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(messages().map(StreamMessage::type), Stream.of("subscribe")).toList());
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aMessageIsAsItIsWritten(StreamMessage message) throws Exception {
    var schema = DOCUMENT.schema(message.type(), "payload");
    var written = StreamJson.MAPPER.readTree(message.json());

    assertThat(written.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrderElementsOf(AsyncApi.properties(schema));
    assertThat(AsyncApi.required(schema)).isEqualTo(AsyncApi.properties(schema));
    assertThat(schema.at("/properties/type/const").asText()).isEqualTo(message.type());
  }

  @Test
  void theDataOfAnEventIsAsItIsWritten() {
    var schema = DOCUMENT.schema("event", "payload").at("/properties/data");

    assertThat(AsyncApi.properties(schema))
        .isEqualTo(AsyncApi.components(StreamMessage.Event.Data.class));
    assertThat(AsyncApi.required(schema)).isEqualTo(AsyncApi.properties(schema));
  }
}
