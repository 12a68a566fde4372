package io.mesher.admission.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.admission.refusal.Refusal;
import io.mesher.admission.refusal.RefusalKind;
import org.junit.jupiter.api.Test;

class ByteBudgetTest {
  private final ByteBudget budget = new ByteBudget(100);

  @Test
  void whatDoesNotFitIsRefusedAndTakesNothing() {
    try (var first = budget.open();
        var second = budget.open()) {
      first.grow(60);
      second.grow(40);

      assertThatThrownBy(() -> second.grow(1))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> {
                assertThat(refusal.kind()).isEqualTo(RefusalKind.OVERLOADED);
                assertThat(refusal.retryAfterSeconds()).isPositive();
              });
      assertThat(budget.used()).isEqualTo(100);
    }
    assertThat(budget.used()).isZero();
  }

  @Test
  void closingTwiceGivesBackOnce() {
    var kept = budget.open();
    kept.grow(10);
    var closed = budget.open();
    closed.grow(20);

    closed.close();
    closed.close();

    assertThat(budget.used()).isEqualTo(10);
  }
}
