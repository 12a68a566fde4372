/** Projects, their keys and DSNs. */
@NullMarked
package io.mesher.api.project;

import org.jspecify.annotations.NullMarked;
