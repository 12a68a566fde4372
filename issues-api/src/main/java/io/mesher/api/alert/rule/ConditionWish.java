package io.mesher.api.alert.rule;

import io.mesher.api.alert.rule.Condition.Filter;
import io.mesher.api.problem.BadRequestException;
import io.mesher.api.problem.Problem.FieldError;
import io.mesher.api.web.Level;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition as a client wrote it. Members that mean nothing to its type are dropped, as clients
 * of the original send them all.
 *
 * @param conditionType threshold, new_issue, regression, spike or users_affected
 * @param threshold 0 to 1,000,000,000; what must be exceeded. Needed by threshold and
 *     users_affected; of a spike 10 when absent
 * @param windowMinutes 1 to 1440. Needed by threshold; of a spike 5 when absent
 * @param factor of a spike: more than 1, at most 1000; 3 when absent
 * @param filter level for every type, environment for threshold and spike
 */
public record ConditionWish(
    @Nullable String conditionType,
    @Nullable Long threshold,
    @Nullable Integer windowMinutes,
    @Nullable Double factor,
    @Nullable Filter filter) {
  private static final long MAX_THRESHOLD = 1_000_000_000;
  private static final int MAX_WINDOW_MINUTES = 1440;
  private static final double MAX_FACTOR = 1000;
  private static final int MAX_ENVIRONMENT = 200;
  private static final long SPIKE_FLOOR = 10;
  private static final int SPIKE_WINDOW = 5;
  private static final double SPIKE_FACTOR = 3;

  /**
   * The condition it means.
   *
   * @throws BadRequestException naming every member that is wrong
   */
  Condition checked() {
    var type = conditionType == null ? null : ConditionType.ofWire(conditionType).orElse(null);
    if (type == null) {
      throw BadRequestException.field(
          "condition.condition_type",
          "must be threshold, new_issue, regression, spike or users_affected");
    }
    var errors = new ArrayList<FieldError>();
    var condition =
        switch (type) {
          case THRESHOLD ->
              new Condition(type, threshold(null, errors), window(null, errors), null, filter);
          case SPIKE ->
              new Condition(
                  type,
                  threshold(SPIKE_FLOOR, errors),
                  window(SPIKE_WINDOW, errors),
                  factor(errors),
                  filter);
          case USERS_AFFECTED -> new Condition(type, threshold(null, errors), null, null, filter);
          case NEW_ISSUE, REGRESSION -> new Condition(type, null, null, null, filter);
        };
    checkFilter(type, errors);
    if (!errors.isEmpty()) {
      var first = errors.getFirst();
      throw new BadRequestException(first.field() + " " + first.message(), errors);
    }
    return condition;
  }

  private @Nullable Long threshold(@Nullable Long otherwise, List<FieldError> errors) {
    var value = threshold == null ? otherwise : threshold;
    if (value == null) {
      errors.add(new FieldError("condition.threshold", "is required"));
    } else if (value < 0 || value > MAX_THRESHOLD) {
      errors.add(new FieldError("condition.threshold", "must be between 0 and " + MAX_THRESHOLD));
    }
    return value;
  }

  private @Nullable Integer window(@Nullable Integer otherwise, List<FieldError> errors) {
    var value = windowMinutes == null ? otherwise : windowMinutes;
    if (value == null) {
      errors.add(new FieldError("condition.window_minutes", "is required"));
    } else if (value < 1 || value > MAX_WINDOW_MINUTES) {
      errors.add(
          new FieldError(
              "condition.window_minutes", "must be between 1 and " + MAX_WINDOW_MINUTES));
    }
    return value;
  }

  private double factor(List<FieldError> errors) {
    double value = factor == null ? SPIKE_FACTOR : factor;
    if (!(value > 1 && value <= MAX_FACTOR)) {
      errors.add(new FieldError("condition.factor", "must be more than 1 and at most 1000"));
    }
    return value;
  }

  private void checkFilter(ConditionType type, List<FieldError> errors) {
    if (filter == null) {
      return;
    }
    if (filter.level() != null && Level.ofWire(filter.level()).isEmpty()) {
      errors.add(
          new FieldError("condition.filter.level", "must be fatal, error, warning, info or debug"));
    }
    if (filter.environment() != null && !type.isEpisode()) {
      errors.add(
          new FieldError(
              "condition.filter.environment",
              "is only known of events: use it with threshold or spike"));
    } else if (filter.environment() != null && filter.environment().length() > MAX_ENVIRONMENT) {
      errors.add(
          new FieldError(
              "condition.filter.environment",
              "must not be longer than " + MAX_ENVIRONMENT + " characters"));
    }
  }
}
