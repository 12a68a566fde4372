/** The commands of {@code ./mesher} that need the program: what the shell script hands over. */
@NullMarked
package io.mesher.localstack.cli;

import org.jspecify.annotations.NullMarked;
