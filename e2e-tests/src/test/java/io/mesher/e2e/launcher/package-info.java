/** The commands of the launcher, each as a process of its own. */
@NullMarked
package io.mesher.e2e.launcher;

import org.jspecify.annotations.NullMarked;
