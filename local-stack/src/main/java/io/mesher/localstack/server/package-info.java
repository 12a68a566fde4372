/**
 * Real PostgreSQL, Kafka and Redis as child processes, without Docker; each with a data directory
 * and a port.
 */
@NullMarked
package io.mesher.localstack.server;

import org.jspecify.annotations.NullMarked;
