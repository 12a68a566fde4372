/**
 * Who calls and what they may see: credentials, roles, scopes and the one place that decides
 * tenancy.
 */
@NullMarked
package io.mesher.api.access;

import org.jspecify.annotations.NullMarked;
