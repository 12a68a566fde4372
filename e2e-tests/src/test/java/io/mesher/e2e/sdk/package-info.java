/** Official SDKs, changed in nothing but their DSN. */
@NullMarked
package io.mesher.e2e.sdk;

import org.jspecify.annotations.NullMarked;
