package io.mesher.ws.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NewestVersionsTest {

  @Test
  void onlyANewerVersionIsNews() {
    var versions = new NewestVersions<String>(10);

    assertThat(versions.isNewer("a", 2)).isTrue();
    assertThat(versions.isNewer("a", 2)).isFalse();
    assertThat(versions.isNewer("a", 1)).isFalse();
    assertThat(versions.isNewer("a", 3)).isTrue();
    assertThat(versions.isNewer("b", 1)).isTrue();
  }

  @Test
  void whatChangedLongestAgoIsForgottenFirst() {
    var versions = new NewestVersions<String>(2);
    versions.isNewer("a", 5);
    versions.isNewer("b", 5);
    versions.isNewer("a", 6);

    versions.isNewer("c", 1);

    assertThat(versions.isNewer("a", 6)).isFalse();
    assertThat(versions.isNewer("b", 5)).isTrue();
  }
}
