/** What the kubelet does elsewhere: restarts what is dead or stuck, with backoff, and says so. */
@NullMarked
package io.mesher.localstack.supervisor;

import org.jspecify.annotations.NullMarked;
