package io.mesher.ingest.http;

import io.mesher.admission.Admission;
import io.mesher.admission.credential.Credentials;
import io.mesher.admission.credential.ProjectRef;
import io.mesher.admission.credential.Sender;
import io.mesher.admission.refusal.Refusal;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads bodies that are events from their first byte to their last, once all has been checked that
 * can be without them: the key, the project, the page's origin, a quota that is known to be empty.
 * What is refused from the key on counts as an event.
 */
@Singleton
public class WholeBodies {
  private final Admission admission;

  WholeBodies(Admission admission) {
    this.admission = admission;
  }

  /**
   * Reads a body, or refuses.
   *
   * @param credentials null when the request had none
   * @param project that the path names; null where it names none
   * @param most bytes, as received and as decoded
   * @param whole goes on with the sender and all of the decoded bytes
   */
  public void read(
      Exchange exchange,
      @Nullable Credentials credentials,
      @Nullable ProjectRef project,
      int most,
      BiConsumer<Sender, byte[]> whole) {
    var origin = exchange.request().getHeader(HttpHeaders.ORIGIN);
    exchange.await(
        admission.identify(credentials, project, origin),
        sender -> read(exchange, sender, most, whole));
  }

  private void read(Exchange exchange, Sender sender, int most, BiConsumer<Sender, byte[]> whole) {
    exchange.onRefusal(refusal -> admission.refused(sender, refusal));
    var emptyFor = admission.knownEmptyFor(sender);
    if (emptyFor != null) {
      throw Refusal.limited(emptyFor);
    }
    var body = new BodyCollector(exchange.lease(), most);
    exchange.readBody(new BodyBounds(most, most), body, () -> whole.accept(sender, body.take()));
  }
}
