/** The five services as child processes: what they are started with, and how they are. */
@NullMarked
package io.mesher.localstack.service;

import org.jspecify.annotations.NullMarked;
