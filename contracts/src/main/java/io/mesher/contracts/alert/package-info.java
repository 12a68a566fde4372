/** Alerts that fired, as told to streams. */
@NullMarked
package io.mesher.contracts.alert;

import org.jspecify.annotations.NullMarked;
