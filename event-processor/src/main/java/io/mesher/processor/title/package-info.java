/** What people read first: title, culprit and message of an event. */
@NullMarked
package io.mesher.processor.title;

import org.jspecify.annotations.NullMarked;
