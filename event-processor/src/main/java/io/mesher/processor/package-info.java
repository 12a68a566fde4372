/** Turns accepted bytes into grouped events; holds no state and knows no database. */
@NullMarked
package io.mesher.processor;

import org.jspecify.annotations.NullMarked;
