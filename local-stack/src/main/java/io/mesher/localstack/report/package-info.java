/** Which tests a run skipped, and whether that is allowed. */
@NullMarked
package io.mesher.localstack.report;

import org.jspecify.annotations.NullMarked;
