package io.mesher.ws.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentIdsTest {

  @Test
  void anIdIsNewOnce() {
    var ids = new RecentIds<String>(10);

    assertThat(ids.isNew("a")).isTrue();
    assertThat(ids.isNew("a")).isFalse();
    assertThat(ids.isNew("b")).isTrue();
  }

  @Test
  void theOldestIsForgottenFirst() {
    var ids = new RecentIds<Integer>(2);
    ids.isNew(1);
    ids.isNew(2);

    ids.isNew(3);

    assertThat(ids.isNew(2)).isFalse();
    assertThat(ids.isNew(1)).isTrue();
  }
}
