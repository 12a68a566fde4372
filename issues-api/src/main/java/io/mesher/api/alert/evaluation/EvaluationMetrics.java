package io.mesher.api.alert.evaluation;

import io.mesher.api.alert.rule.ConditionType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How often this replica held rules against what happened. */
@Singleton
class EvaluationMetrics {
  private final Map<ConditionType, Counter> evaluations;

  EvaluationMetrics(MeterRegistry metrics) {
    evaluations =
        Arrays.stream(ConditionType.values())
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    type -> counter(metrics, type),
                    (one, other) -> one,
                    () -> new EnumMap<>(ConditionType.class)));
  }

  private static Counter counter(MeterRegistry metrics, ConditionType type) {
    return Counter.builder("mesher.alert.evaluations")
        .description("Rules that were held against what happened")
        .tag("condition", type.wire())
        .register(metrics);
  }

  void evaluated(ConditionType type) {
    Objects.requireNonNull(evaluations.get(type)).increment();
  }
}
