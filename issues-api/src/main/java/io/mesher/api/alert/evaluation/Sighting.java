package io.mesher.api.alert.evaluation;

import java.util.UUID;

/**
 * Something about an issue that a rule watches for.
 *
 * @param cause what makes it the same when it is seen again
 */
record Sighting(String cause, UUID issueId, String title) {}
