/**
 * What is checked before anything starts: free ports, memory, disk. One clear sentence for each
 * lack.
 */
@NullMarked
package io.mesher.localstack.preflight;

import org.jspecify.annotations.NullMarked;
