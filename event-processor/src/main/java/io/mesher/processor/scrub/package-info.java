/** Takes secrets, card numbers and, where asked, addresses out of an event. */
@NullMarked
package io.mesher.processor.scrub;

import org.jspecify.annotations.NullMarked;
