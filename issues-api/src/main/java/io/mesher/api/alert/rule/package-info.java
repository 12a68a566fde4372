/** Rules: what they watch for, whom they tell, and their life. */
@NullMarked
package io.mesher.api.alert.rule;

import org.jspecify.annotations.NullMarked;
