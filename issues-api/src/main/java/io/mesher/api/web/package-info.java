/** The wire's habits: snake_case JSON, pages, ids. */
@NullMarked
package io.mesher.api.web;

import org.jspecify.annotations.NullMarked;
