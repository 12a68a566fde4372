/**
 * Which events belong together: hashes of an event, in versions, frozen by golden files. Imports
 * nothing but the JDK.
 */
@NullMarked
package io.mesher.processor.grouping;

import org.jspecify.annotations.NullMarked;
