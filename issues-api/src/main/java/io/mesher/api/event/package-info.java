/** Events: lists, detail, navigation. */
@NullMarked
package io.mesher.api.event;

import org.jspecify.annotations.NullMarked;
