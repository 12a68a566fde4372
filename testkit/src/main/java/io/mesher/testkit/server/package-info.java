/** PostgreSQL, Kafka and Redis for tests: embedded, or as containers with one switch. */
@NullMarked
package io.mesher.testkit.server;

import org.jspecify.annotations.NullMarked;
