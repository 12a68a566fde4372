/** The Helm chart and the compose files against what the services read and the contract says. */
@NullMarked
package io.mesher.deploy;

import org.jspecify.annotations.NullMarked;
