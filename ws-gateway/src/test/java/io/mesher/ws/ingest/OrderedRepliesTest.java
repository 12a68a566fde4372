package io.mesher.ws.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderedRepliesTest {
  private final OrderedReplies replies = new OrderedReplies();
  private final List<String> said = new ArrayList<>();

  @Test
  void aReplyWaitsForThoseInFrontOfIt() {
    var first = replies.reserve();
    var second = replies.reserve();
    var third = replies.reserve();

    fill(third, "3");
    fill(second, "2");
    assertThat(said).isEmpty();
    assertThat(replies.size()).isEqualTo(3);

    fill(first, "1");

    assertThat(said).containsExactly("1", "2", "3");
    assertThat(replies.size()).isZero();
  }

  @Test
  void whatIsFirstGoesAtOnce() {
    var first = replies.reserve();
    replies.reserve();

    fill(first, "1");

    assertThat(said).containsExactly("1");
    assertThat(replies.size()).isEqualTo(1);
  }

  private void fill(OrderedReplies.Place place, String text) {
    replies.fill(place, new Reply(text, false), reply -> said.add(reply.text()));
  }
}
