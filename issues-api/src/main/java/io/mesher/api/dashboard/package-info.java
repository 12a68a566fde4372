/** Numbers of a project, read from roll-ups: no query's time grows with the number of events. */
@NullMarked
package io.mesher.api.dashboard;

import org.jspecify.annotations.NullMarked;
