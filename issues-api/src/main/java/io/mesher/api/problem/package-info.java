/**
 * What goes wrong, in the words a client reads: exceptions that own their wire error, and their one
 * mapper.
 */
@NullMarked
package io.mesher.api.problem;

import org.jspecify.annotations.NullMarked;
