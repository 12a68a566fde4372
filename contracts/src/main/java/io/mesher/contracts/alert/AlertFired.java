package io.mesher.contracts.alert;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * An alert that fired, on {@code mesher.alerts.fired}, keyed by the project's id, sent through the
 * outbox. Delivered again it is the same alert: readers drop repeats by its id.
 *
 * @param condition of the rule when it fired, as the API shows it
 * @param message for people
 */
public record AlertFired(
    UUID projectId,
    UUID alertId,
    UUID ruleId,
    String ruleName,
    Map<String, Object> condition,
    String message,
    Instant at) {}
