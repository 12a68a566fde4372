/** Processes as the operating system sees them: sessions, pids that outlive their parent, logs. */
@NullMarked
package io.mesher.localstack.process;

import org.jspecify.annotations.NullMarked;
