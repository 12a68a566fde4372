/** Organisations and who is in them. */
@NullMarked
package io.mesher.api.organisation;

import org.jspecify.annotations.NullMarked;
