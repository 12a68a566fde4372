/** Rules that watch a project, the alerts they fire, and how these reach people. */
@NullMarked
package io.mesher.api.alert;

import org.jspecify.annotations.NullMarked;
