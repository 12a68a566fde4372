package io.mesher.ingest.bulk;

import io.mesher.admission.Verdict;
import io.mesher.admission.refusal.Refusal;
import io.mesher.admission.refusal.RefusalBody;
import io.mesher.admission.refusal.RefusalKind;
import io.mesher.admission.scan.EventIds;
import io.mesher.ingest.http.Exchange;
import io.mesher.ingest.http.RateLimitHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a bulk: 202 with every element's verdict when any was accepted; when none was, the
 * status that says what to do, with the verdicts beside it.
 */
record BulkAnswer(List<Verdict> verdicts) {

  static BulkAnswer of(List<Verdict> verdicts) {
    return new BulkAnswer(verdicts);
  }

  void send(Exchange exchange) {
    var decisive = decisive();
    if (decisive != null) {
      exchange.refuse(decisive, members());
      return;
    }
    var usedUpFor = usedUpFor();
    if (usedUpFor != null) {
      RateLimitHeaders.usedUp(exchange.request().response().headers(), usedUpFor);
    }
    exchange.answer(
        202, ("{\"status\":\"accepted\"," + members() + "}").getBytes(StandardCharsets.UTF_8));
  }

  private long accepted() {
    return verdicts.stream().filter(Verdict.Accepted.class::isInstance).count();
  }

  /**
   * When nothing was accepted: the refusal after which trying again helps most. Null when something
   * was accepted, or nothing sent.
   */
  private @Nullable Refusal decisive() {
    if (verdicts.isEmpty() || accepted() > 0) {
      return null;
    }
    var unavailable = first(RefusalKind.UNAVAILABLE);
    if (unavailable != null) {
      return unavailable;
    }
    var limited = first(RefusalKind.LIMITED);
    if (limited == null) {
      limited = first(RefusalKind.OVERLOADED);
    }
    return limited == null ? refusals().getFirst() : limited;
  }

  private @Nullable Refusal first(RefusalKind kind) {
    return refusals().stream().filter(refusal -> refusal.kind() == kind).findFirst().orElse(null);
  }

  private List<Refusal> refusals() {
    return verdicts.stream()
        .filter(Verdict.Refused.class::isInstance)
        .map(refused -> ((Verdict.Refused) refused).refusal())
        .toList();
  }

  /** How long the window lasts, when this bulk has used it up. */
  private @Nullable Duration usedUpFor() {
    return verdicts.stream()
        .map(
            verdict ->
                switch (verdict) {
                  case Verdict.Accepted accepted -> accepted.usedUpFor();
                  case Verdict.Refused refused ->
                      refused.refusal().kind() == RefusalKind.LIMITED
                          ? Duration.ofSeconds(refused.refusal().retryAfterSeconds())
                          : null;
                })
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private String members() {
    long accepted = accepted();
    return "\"accepted\":%d,\"rejected\":%d,\"results\":[%s]"
        .formatted(
            accepted,
            verdicts.size() - accepted,
            verdicts.stream().map(BulkAnswer::result).collect(Collectors.joining(",")));
  }

  private static String result(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Accepted accepted -> "{\"id\":\"" + EventIds.hex(accepted.eventId()) + "\"}";
      case Verdict.Refused refused -> RefusalBody.verdict(refused.refusal());
    };
  }
}
