/** The tool for dead letters: a command of this service's jar, without the service. */
@NullMarked
package io.mesher.writer.deadletter;

import org.jspecify.annotations.NullMarked;
