/**
 * The first organisation, project, key, user and token: made once through the API, kept in the data
 * directory.
 */
@NullMarked
package io.mesher.localstack.account;

import org.jspecify.annotations.NullMarked;
