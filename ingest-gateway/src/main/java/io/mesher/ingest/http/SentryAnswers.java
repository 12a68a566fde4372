package io.mesher.ingest.http;

import io.mesher.admission.Verdict;
import io.mesher.admission.scan.EventIds;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Exactly 200: Java's and .NET's SDKs count a 202 as a failure. */
public final class SentryAnswers {
  private SentryAnswers() {}

  /** The answer to a verdict. */
  public static void answer(Exchange exchange, Verdict verdict) {
    switch (verdict) {
      case Verdict.Accepted accepted -> {
        if (accepted.usedUpFor() != null) {
          RateLimitHeaders.usedUp(exchange.request().response().headers(), accepted.usedUpFor());
        }
        accepted(exchange, accepted.eventId());
      }
      case Verdict.Refused refused -> exchange.refuse(refused.refusal());
    }
  }

  /** All is well; {@code {}} without an id. */
  public static void accepted(Exchange exchange, @Nullable UUID eventId) {
    var body = eventId == null ? "{}" : "{\"id\":\"" + EventIds.hex(eventId) + "\"}";
    exchange.answer(200, body.getBytes(StandardCharsets.ISO_8859_1));
  }
}
