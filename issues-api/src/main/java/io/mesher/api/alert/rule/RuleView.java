package io.mesher.api.alert.rule;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule as the API shows it.
 *
 * @param targetDisabledAt since when nothing is sent to its target, which had failed for a day;
 *     alerts still fire. Toggling the rule on, or a new action, tries again
 * @param targetError what the target last failed with
 */
public record RuleView(
    UUID id,
    UUID projectId,
    String name,
    Condition condition,
    Action action,
    boolean enabled,
    int cooldownMinutes,
    @Nullable Instant lastFiredAt,
    Instant createdAt,
    @Nullable Instant targetDisabledAt,
    @Nullable String targetError) {

  static RuleView of(Rule rule) {
    return new RuleView(
        rule.id(),
        rule.projectId(),
        rule.name(),
        rule.condition(),
        rule.action().shown(),
        rule.enabled(),
        rule.cooldownMinutes(),
        rule.lastFiredAt(),
        rule.createdAt(),
        rule.targetDisabledAt(),
        rule.targetError());
  }
}
