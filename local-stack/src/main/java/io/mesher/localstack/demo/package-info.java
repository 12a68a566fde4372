/** Something to see: realistic events of several platforms, sent through a real Sentry SDK. */
@NullMarked
package io.mesher.localstack.demo;

import org.jspecify.annotations.NullMarked;
