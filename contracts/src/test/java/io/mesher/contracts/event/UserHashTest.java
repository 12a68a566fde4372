package io.mesher.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserHashTest {
  private static final String SECRET = "dGVzdHMgb25seTogbm90IGEgc2VjcmV0IGF0IGFsbCE=";
  private static final UUID PROJECT = UUID.fromString("11111111-2222-3333-4444-555555555555");

  private final UserHash hash = UserHash.withSecret(SECRET);

  /** Computed by another program; a change would make everybody a new person. */
  @Test
  void theHashIsWhatDatabasesHold() {
    assertThat(hash.of(PROJECT, "email:zoë@example.org"))
        .isEqualTo(UUID.fromString("7829dbd7-2664-0598-aa5d-27ca5622ed9c"));
  }

  @Test
  void aPersonIsTheSameInOneProjectOnly() {
    assertThat(hash.of(PROJECT, "id:1")).isEqualTo(hash.of(PROJECT, "id:1"));
    assertThat(hash.of(new UUID(0, 1), "id:1")).isNotEqualTo(hash.of(PROJECT, "id:1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "c2hvcnQ=", "not base64!"})
  void aWeakSecretIsRefused(String secret) {
    assertThatThrownBy(() -> UserHash.withSecret(secret))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
