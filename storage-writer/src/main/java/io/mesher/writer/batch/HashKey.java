package io.mesher.writer.batch;

import java.util.UUID;

/** A group hash of a project. */
public record HashKey(UUID projectId, String hash) {}
