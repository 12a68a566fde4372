package io.mesher.ingest.envelope.parser;

/**
 * The line before an item's payload.
 *
 * @param type empty when the sender named none
 * @param length of the payload in bytes; -1 when it ends with its line
 */
public record ItemHeader(String type, long length) {}
