package io.mesher.admission.scan;

import io.mesher.admission.refusal.Refusal;

/** One element of a bulk, on its own. */
public sealed interface BulkElement {

  /** Fit to go on, with its own bytes. */
  record Scanned(ScannedEvent event, byte[] json) implements BulkElement {}

  /** Not fit, and why. */
  record Refused(Refusal refusal) implements BulkElement {}
}
