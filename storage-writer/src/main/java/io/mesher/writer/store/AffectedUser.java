package io.mesher.writer.store;

import java.time.LocalDate;
import java.util.UUID;

/** Someone to whom an issue happened, known by a keyed hash only. */
record AffectedUser(UUID issueId, UUID hash, LocalDate seenOn) {}
