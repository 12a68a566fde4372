package io.mesher.ingest.http;

/**
 * How large a body may be.
 *
 * @param received bytes as they come over the wire
 * @param decoded bytes once content encodings are undone
 */
public record BodyBounds(long received, long decoded) {}
