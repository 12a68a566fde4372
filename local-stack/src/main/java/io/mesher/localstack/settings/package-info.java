/** Where things are and which ports they use: read from the environment once, then passed on. */
@NullMarked
package io.mesher.localstack.settings;

import org.jspecify.annotations.NullMarked;
