package io.mesher.ws.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessageRingTest {

  @Test
  void theOldestMakeRoomForTheNewestAndAreCounted() {
    var ring = new MessageRing(3, 1000);

    for (int i = 1; i <= 5; i++) {
      ring.offer("message " + i);
    }

    assertThat(ring.takeDropped()).isEqualTo(2);
    assertThat(ring.poll()).isEqualTo("message 3");
    assertThat(ring.poll()).isEqualTo("message 4");
    assertThat(ring.poll()).isEqualTo("message 5");
    assertThat(ring.poll()).isNull();
  }

  @Test
  void bytesAreBoundedToo() {
    var ring = new MessageRing(100, 10);

    ring.offer("aaaaa");
    ring.offer("bbbbb");
    ring.offer("c");

    assertThat(ring.takeDropped()).isEqualTo(1);
    assertThat(ring.poll()).isEqualTo("bbbbb");
    ring.offer("ddddddddd");
    assertThat(ring.takeDropped()).isZero();
    assertThat(ring.poll()).isEqualTo("c");
  }

  @Test
  void whatIsLargerThanTheRingIsDroppedItself() {
    var ring = new MessageRing(100, 10);
    ring.offer("a");

    ring.offer("b".repeat(11));

    assertThat(ring.takeDropped()).isEqualTo(1);
    assertThat(ring.poll()).isEqualTo("a");
  }

  @Test
  void aLossIsSomethingToTellThoughNothingWaits() {
    var ring = new MessageRing(100, 1);

    ring.offer("too big");

    assertThat(ring.isEmpty()).isFalse();
    assertThat(ring.takeDropped()).isEqualTo(1);
    assertThat(ring.isEmpty()).isTrue();
  }
}
