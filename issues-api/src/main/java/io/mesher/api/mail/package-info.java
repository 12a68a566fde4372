/** Mail to people; without a server it is logged that there would have been some. */
@NullMarked
package io.mesher.api.mail;

import org.jspecify.annotations.NullMarked;
