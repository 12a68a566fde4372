package io.mesher.ingest.envelope.parser;

import org.jspecify.annotations.Nullable;

/** The first line, as far as it matters here; texts as they were sent. */
public record EnvelopeHeader(@Nullable String eventId, @Nullable String dsn) {}
