package io.mesher.ws.socket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeatsTest {

  @Test
  void aHolderHasItsShareAndNoMore() {
    var seats = new Seats(10, 2);

    assertThat(seats.enter("a")).isTrue();
    assertThat(seats.enter("a")).isTrue();
    assertThat(seats.enter("a")).isFalse();
    assertThat(seats.enter("b")).isTrue();
    assertThat(seats.taken()).isEqualTo(3);

    seats.leave("a");

    assertThat(seats.enter("a")).isTrue();
  }

  @Test
  void allTogetherHaveSoMany() {
    var seats = new Seats(2, 2);
    seats.enter("a");
    seats.enter("b");

    assertThat(seats.enter("c")).isFalse();
    assertThat(seats.taken()).isEqualTo(2);

    seats.leave("b");
    assertThat(seats.enter("c")).isTrue();
  }
}
