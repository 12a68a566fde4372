package io.mesher.ws.ingest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.admission.load.ByteBudget;
import io.mesher.admission.refusal.RefusalKind;
import io.mesher.ws.ingest.MessageAssembler.Arrived;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MessageAssemblerTest {
  private final ByteBudget budget = new ByteBudget(20);
  private final MessageAssembler assembler = new MessageAssembler(10, budget::open);

  @Test
  void framesBecomeAMessageOnALease() {
    assertThat(assembler.add(bytes("abc"), false)).isNull();
    assertThat(assembler.add(bytes("def"), false)).isNull();

    var arrived = assembler.add(bytes("g"), true);

    var whole = (Arrived.Whole) requireNonNull(arrived);
    assertThat(whole.json()).asString().isEqualTo("abcdefg");
    assertThat(budget.used()).isEqualTo(7);
    whole.lease().close();
    assertThat(budget.used()).isZero();
  }

  @Test
  void aMessageThatIsTooLargeIsLetByWithoutBeingHeld() {
    assertThat(assembler.add(bytes("abcdef"), false)).isNull();
    assertThat(assembler.add(bytes("ghijkl"), false)).isNull();
    assertThat(budget.used()).isZero();
    assertThat(assembler.add(bytes("mnopqr"), false)).isNull();

    var arrived = assembler.add(bytes(""), true);

    assertThat(kind(arrived)).isEqualTo(RefusalKind.TOO_LARGE);
    assertThat(assembler.add(bytes("next"), true)).isInstanceOf(Arrived.Whole.class);
  }

  @Test
  void withoutRoomAMessageIsRefusedAndTheNextIsNot() {
    var other = budget.open();
    other.grow(15);

    assertThat(kind(assembler.add(bytes("abcdef"), true))).isEqualTo(RefusalKind.OVERLOADED);

    other.close();
    assertThat(assembler.add(bytes("abcdef"), true)).isInstanceOf(Arrived.Whole.class);
  }

  @Test
  void anUnfinishedMessageGivesBackWhatItHeld() {
    assembler.add(bytes("abcdef"), false);

    assembler.abandon();

    assertThat(budget.used()).isZero();
  }

  private static RefusalKind kind(@Nullable Arrived arrived) {
    return ((Arrived.Refused) requireNonNull(arrived)).refusal().kind();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
