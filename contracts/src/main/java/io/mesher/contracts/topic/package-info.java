/** The topics of Mesher: names, keys, partitions, retention. */
@NullMarked
package io.mesher.contracts.topic;

import org.jspecify.annotations.NullMarked;
