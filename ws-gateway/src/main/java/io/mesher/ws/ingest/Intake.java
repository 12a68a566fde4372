package io.mesher.ws.ingest;

import io.mesher.admission.Admission;
import io.mesher.admission.Incoming;
import io.mesher.admission.credential.Sender;
import io.mesher.admission.load.ByteBudget;
import io.mesher.admission.refusal.Refusal;
import io.mesher.admission.scan.EventScan;
import io.mesher.admission.scan.ScannedEvent;
import io.mesher.admission.trace.Traces;
import io.mesher.contracts.event.EventSource;
import io.opentelemetry.context.Context;
import io.vertx.core.Future;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** A message's way through the admission: the same checks in the same order as over HTTP. */
@ApplicationScoped
class Intake {
  private final Admission admission;
  private final Traces traces;

  Intake(Admission admission, Traces traces) {
    this.admission = admission;
    this.traces = traces;
  }

  /** Who this is; fails with a {@link Refusal}. */
  Future<Sender> identify(Client client) {
    return admission.identify(client.credentials(), null, client.origin());
  }

  ByteBudget.Lease lease() {
    return admission.lease();
  }

  /** The reply to a message. The key is looked at anew: it may have been revoked meanwhile. */
  Future<Reply> reply(Client client, byte[] json) {
    var trace = traces.receive(client.trace());
    return identify(client)
        .compose(sender -> submit(client, sender, json, trace))
        .onComplete(judged -> Traces.end(trace, judged.cause()))
        .recover(Intake::refused);
  }

  /** The reply to a message that was not kept; it counts among what the project lost. */
  Future<Reply> reply(Client client, Refusal refusal) {
    return identify(client)
        .map(sender -> Reply.of(counted(sender, refusal)))
        .recover(Intake::refused);
  }

  private static Future<Reply> refused(Throwable failure) {
    return failure instanceof Refusal refusal
        ? Future.succeededFuture(Reply.of(refusal))
        : Future.failedFuture(failure);
  }

  private Future<Reply> submit(Client client, Sender sender, byte[] json, Context trace) {
    var emptyFor = admission.knownEmptyFor(sender);
    if (emptyFor != null) {
      throw counted(sender, Refusal.limited(emptyFor));
    }
    var scanned = scan(sender, json);
    var id = scanned.id() == null ? UUID.randomUUID() : scanned.id();
    var event =
        new Incoming(
            id,
            EventSource.NATIVE,
            json,
            client.credentials().client(),
            client.peerAddress(),
            trace);
    return admission.submit(sender, event).map(Reply::of);
  }

  private ScannedEvent scan(Sender sender, byte[] json) {
    try {
      return EventScan.nativeEvent(json);
    } catch (Refusal refusal) {
      throw counted(sender, refusal);
    }
  }

  private Refusal counted(Sender sender, Refusal refusal) {
    admission.refused(sender, refusal);
    return refusal;
  }
}
