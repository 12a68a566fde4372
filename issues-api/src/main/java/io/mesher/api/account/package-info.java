/** People: registration, login, sessions. */
@NullMarked
package io.mesher.api.account;

import org.jspecify.annotations.NullMarked;
