/** Sessions of PostgreSQL: pipelined transactions, classes of errors. */
@NullMarked
package io.mesher.writer.database;

import org.jspecify.annotations.NullMarked;
