/**
 * What both gateways do before Kafka. {@link io.mesher.admission.Admission} is the door; around it
 * {@link io.mesher.admission.credential.Credentials} (from headers and query), {@link
 * io.mesher.admission.scan.EventScan} (pure, one pass) and {@link
 * io.mesher.admission.refusal.Refusal}, which owns status and text of every "no".
 *
 * <pre>{@code
 * var credentials = Credentials.find(headers::get, query::get);      // null: none
 * admission.identify(credentials, projectRef, origin)                // fails with Refusal
 *     .flatMap(sender -> {
 *       var scanned = EventScan.nativeEvent(bytes);                  // throws Refusal
 *       var id = scanned.id() == null ? UUID.randomUUID() : scanned.id();
 *       return admission.submit(sender, new Incoming(id, NATIVE, bytes, null, peer));
 *     });                                                            // a Verdict, never fails
 * }</pre>
 */
@NullMarked
package io.mesher.admission;

import org.jspecify.annotations.NullMarked;
