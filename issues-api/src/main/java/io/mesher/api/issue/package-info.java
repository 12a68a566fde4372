/** Issues: lists, life, activity. */
@NullMarked
package io.mesher.api.issue;

import org.jspecify.annotations.NullMarked;
