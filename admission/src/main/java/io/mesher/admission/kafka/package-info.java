/** The one admin client to Kafka. */
@NullMarked
package io.mesher.admission.kafka;

import org.jspecify.annotations.NullMarked;
