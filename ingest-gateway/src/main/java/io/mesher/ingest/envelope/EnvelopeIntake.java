package io.mesher.ingest.envelope;

import io.mesher.admission.Admission;
import io.mesher.admission.Incoming;
import io.mesher.admission.credential.Credentials;
import io.mesher.admission.credential.Dsn;
import io.mesher.admission.credential.ProjectRef;
import io.mesher.admission.credential.Sender;
import io.mesher.admission.refusal.Refusal;
import io.mesher.admission.scan.EventIds;
import io.mesher.admission.scan.EventScan;
import io.mesher.contracts.event.EventSource;
import io.mesher.ingest.envelope.parser.EnvelopeHandler;
import io.mesher.ingest.envelope.parser.EnvelopeHeader;
import io.mesher.ingest.envelope.parser.EnvelopeParser;
import io.mesher.ingest.envelope.parser.ItemHeader;
import io.mesher.ingest.envelope.parser.ItemTaste;
import io.mesher.ingest.http.Exchange;
import io.mesher.ingest.http.Exchanges;
import io.mesher.ingest.http.SentryAnswers;
import io.vertx.core.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One envelope on its way in. Its event is submitted when the envelope has been read to its end, so
 * that a broken one leaves nothing behind. All on the exchange's event loop.
 */
final class EnvelopeIntake implements EnvelopeHandler {
  private static final ItemTaste EVENT =
      new ItemTaste.Keep(EventScan.MAX_EVENT, ItemTaste.Larger.REFUSE);
  private static final ItemTaste REPORT =
      new ItemTaste.Keep(ClientReport.MAX_SIZE, ItemTaste.Larger.SKIP);
  private static final ItemTaste OTHER = new ItemTaste.Skip();

  /** More items of one envelope are not worth remembering one by one. */
  private static final int MOST_COUNTED = 1_000;

  private final Exchange exchange;
  private final Admission admission;
  private final ProjectRef project;
  private final EnvelopeParser parser = new EnvelopeParser(this);
  private @Nullable Credentials credentials;
  private @Nullable Sender sender;
  private @Nullable UUID headerId;
  private byte @Nullable [] event;
  private final List<ClientReport> reports = new ArrayList<>(1);
  private final List<String> unsupported = new ArrayList<>(1);
  private boolean eventSeen;
  private boolean ended;

  /**
   * An envelope.
   *
   * @param credentials of headers or query; null: the envelope's header must tell
   * @param sender whose credentials these are; null as long as they are not known
   */
  EnvelopeIntake(
      Exchange exchange,
      Admission admission,
      ProjectRef project,
      @Nullable Credentials credentials,
      @Nullable Sender sender) {
    this.exchange = exchange;
    this.admission = admission;
    this.project = project;
    this.credentials = credentials;
    exchange.onRefusal(this::refused);
    this.sender = sender;
  }

  /** A refused envelope costs its event, if it has come to one. */
  private void refused(Refusal refusal) {
    if (sender != null && eventSeen) {
      admission.refused(sender, refusal);
    }
  }

  void feed(ByteBuffer bytes) {
    parser.feed(bytes);
  }

  void end() {
    parser.end();
    ended = true;
    goOn();
  }

  @Override
  public void header(EnvelopeHeader header) {
    headerId = header.eventId() == null ? null : EventIds.parse(header.eventId());
    var dsn = header.dsn() == null ? null : Dsn.parse(header.dsn());
    if (credentials == null) {
      identifyBy(dsn);
    } else if (dsn != null && !dsn.key().equals(credentials.key())) {
      throw Refusal.malformed(
          "conflicting credentials", "the dsn has another key than the request");
    }
  }

  /** The body goes on coming meanwhile: it is paid for from the exchange's lease. */
  private void identifyBy(@Nullable Dsn dsn) {
    if (dsn == null) {
      throw Refusal.unauthorized();
    }
    credentials = new Credentials(dsn.key(), null);
    exchange.await(
        admission.identify(credentials, project, exchange.request().getHeader(HttpHeaders.ORIGIN)),
        found -> {
          sender = found;
          goOn();
        });
  }

  @Override
  public ItemTaste item(ItemHeader header) {
    return switch (header.type()) {
      case "event" -> event();
      case "client_report" -> reports.size() < MOST_COUNTED ? REPORT : OTHER;
      default -> OTHER;
    };
  }

  private ItemTaste event() {
    if (eventSeen) {
      throw Refusal.malformed("invalid envelope", "an envelope has one event at most");
    }
    eventSeen = true;
    refuseKnownEmpty();
    return EVENT;
  }

  /** Before the event is read, as far as it is known by then who sends. */
  private void refuseKnownEmpty() {
    var emptyFor = sender == null ? null : admission.knownEmptyFor(sender);
    if (emptyFor != null) {
      throw Refusal.limited(emptyFor);
    }
  }

  @Override
  public void kept(ItemHeader header, byte[] payload) {
    if (header.type().equals("event")) {
      event = payload;
    } else {
      reports.add(ClientReport.read(payload));
    }
  }

  @Override
  public void skipped(ItemHeader header) {
    if (unsupported.size() < MOST_COUNTED) {
      unsupported.add(header.type());
    }
  }

  @Override
  public void holding(int bytes) {
    exchange.lease().grow(bytes);
  }

  /** Once the envelope has ended and its sender is known. */
  private void goOn() {
    if (!ended || sender == null || credentials == null) {
      return;
    }
    countOthers(sender);
    if (event == null) {
      SentryAnswers.accepted(exchange, headerId);
      return;
    }
    var scanned = EventScan.sentryEvent(event);
    var incoming =
        new Incoming(
            id(headerId, scanned.id()),
            EventSource.ENVELOPE,
            event,
            credentials.client(),
            Exchanges.peer(exchange),
            exchange.trace());
    exchange.await(
        admission.submit(sender, incoming), verdict -> SentryAnswers.answer(exchange, verdict));
  }

  private void countOthers(Sender sender) {
    unsupported.forEach(type -> admission.unsupported(sender, type));
    for (var report : reports) {
      report
          .discarded()
          .forEach(
              some ->
                  admission.discardedByClient(
                      sender, some.reason(), some.category(), some.quantity()));
    }
  }

  private static UUID id(@Nullable UUID ofHeader, @Nullable UUID ofEvent) {
    if (ofHeader != null) {
      return ofHeader;
    }
    return ofEvent == null ? UUID.randomUUID() : ofEvent;
  }
}
