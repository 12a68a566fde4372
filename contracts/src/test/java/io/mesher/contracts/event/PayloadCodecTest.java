package io.mesher.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.mesher.contracts.codec.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PayloadCodecTest {

  @ParameterizedTest
  @EnumSource(PayloadCodec.class)
  void everyCodecComesBackByItsNumber(PayloadCodec codec) {
    byte[] json = "{\"message\":\"again and again and again\"}".getBytes(StandardCharsets.UTF_8);

    byte[] stored = codec.encode(json);

    assertThat(PayloadCodec.of(codec.number()).decode(stored)).isEqualTo(json);
  }

  @Test
  void aBombIsRefusedBeforeItIsInflated() {
    byte[] bomb = Zstd.compress(new byte[PayloadCodec.MAX_SIZE + 1]);

    assertThatThrownBy(() -> PayloadCodec.ZSTD.decode(bomb))
        .isInstanceOf(UnreadableRecordException.class);
  }

  @Test
  void damageIsNamed() {
    assertThatThrownBy(() -> PayloadCodec.ZSTD.decode(new byte[] {1, 2, 3}))
        .isInstanceOf(UnreadableRecordException.class);
    assertThatThrownBy(() -> PayloadCodec.of(9)).isInstanceOf(UnreadableRecordException.class);
  }
}
