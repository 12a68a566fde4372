/** Where alerts may be sent: which URLs a rule may name and which addresses they may lead to. */
@NullMarked
package io.mesher.api.alert.address;

import org.jspecify.annotations.NullMarked;
