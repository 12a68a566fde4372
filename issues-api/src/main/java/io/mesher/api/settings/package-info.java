/** What a project decides for the gateways, the processor and the retention. */
@NullMarked
package io.mesher.api.settings;

import org.jspecify.annotations.NullMarked;
