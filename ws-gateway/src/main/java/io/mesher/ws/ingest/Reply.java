package io.mesher.ws.ingest;

import io.mesher.admission.Verdict;
import io.mesher.admission.refusal.Refusal;
import io.mesher.admission.refusal.RefusalBody;
import io.mesher.admission.refusal.RefusalKind;
import io.mesher.admission.scan.EventIds;

/**
 * What a client is told of a message.
 *
 * @param goodbye whether nothing more is taken from the client after this
 */
record Reply(String text, boolean goodbye) {

  static Reply of(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Accepted accepted ->
          new Reply(
              "{\"status\":\"accepted\",\"id\":\"" + EventIds.hex(accepted.eventId()) + "\"}",
              false);
      case Verdict.Refused refused -> of(refused.refusal());
    };
  }

  static Reply of(Refusal refusal) {
    boolean revoked =
        refusal.kind() == RefusalKind.UNAUTHORIZED || refusal.kind() == RefusalKind.ORIGIN;
    return new Reply(RefusalBody.verdict(refusal), revoked);
  }
}
