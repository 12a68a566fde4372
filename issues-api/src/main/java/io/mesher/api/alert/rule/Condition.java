package io.mesher.api.alert.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * When a rule fires; checked by {@link ConditionWish}, absent members mean nothing to its type.
 *
 * @param threshold events (threshold, spike) or people (users affected) that must be exceeded
 * @param windowMinutes the time in which events are counted
 * @param factor of a spike: how many times the usual
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
    ConditionType conditionType,
    @Nullable Long threshold,
    @Nullable Integer windowMinutes,
    @Nullable Double factor,
    @Nullable Filter filter) {

  /** Which events or issues count; absent members let everything pass. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Filter(@Nullable String level, @Nullable String environment) {}

  /** The level that counts; null when all do. */
  public @Nullable String level() {
    return filter == null ? null : filter.level();
  }

  /** The environment that counts; null when all do. */
  public @Nullable String environment() {
    return filter == null ? null : filter.environment();
  }

  /** The threshold, of types that have one. */
  public long limit() {
    return threshold == null ? 0 : threshold;
  }

  /** The window, of types that have one. */
  public int minutes() {
    return windowMinutes == null ? 1 : windowMinutes;
  }

  /** The factor, of a spike. */
  public double times() {
    return factor == null ? 1 : factor;
  }
}
