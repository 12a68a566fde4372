package io.mesher.writer.store;

import io.mesher.contracts.event.GroupedEvent;

/**
 * An event that the database refuses for what it holds.
 *
 * @param reason for people; quotes nothing of the event
 */
public record Rejected(GroupedEvent event, String reason) {}
