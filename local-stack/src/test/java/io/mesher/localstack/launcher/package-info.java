/** The shell script {@code ./mesher}, run as a person runs it. */
@NullMarked
package io.mesher.localstack.launcher;

import org.jspecify.annotations.NullMarked;
