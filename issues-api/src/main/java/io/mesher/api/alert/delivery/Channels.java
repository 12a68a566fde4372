package io.mesher.api.alert.delivery;

import io.mesher.api.alert.rule.Recipients;
import io.mesher.api.alert.rule.SigningSecret;
import io.mesher.api.mail.Post;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes one attempt on the way that a rule has chosen. Never fails: faults are outcomes. */
@ApplicationScoped
class Channels {
  /** A mail goes to no more than this; an organisation's first members come first. */
  private static final int MOST_RECIPIENTS = 100;

  private final HttpPost http;
  private final Messages messages;
  private final SigningSecret secrets;
  private final Recipients recipients;
  private final Letters letters;
  private final Post post;
  private final AttemptMetrics metrics;

  Channels(
      HttpPost http,
      Messages messages,
      SigningSecret secrets,
      Recipients recipients,
      Letters letters,
      Post post,
      AttemptMetrics metrics) {
    this.http = http;
    this.messages = messages;
    this.secrets = secrets;
    this.recipients = recipients;
    this.letters = letters;
    this.post = post;
    this.metrics = metrics;
  }

  Uni<Outcome> attempt(Parcel parcel) {
    var started = System.nanoTime();
    return send(parcel)
        .invoke(
            outcome ->
                metrics.made(
                    parcel.action().type(),
                    outcome.succeeded(),
                    Duration.ofNanos(System.nanoTime() - started)));
  }

  private Uni<Outcome> send(Parcel parcel) {
    return switch (parcel.action().type()) {
      case WEBHOOK -> webhook(parcel);
      case SLACK -> http.send(url(parcel), Map.of(), messages.slack(parcel));
      case EMAIL -> email(parcel);
      case WEBSOCKET -> Uni.createFrom().item(Outcome.success("given to the live stream"));
    };
  }

  /** Signed as Standard Webhooks says; the id is the delivery's, the same at every attempt. */
  private Uni<Outcome> webhook(Parcel parcel) {
    var body = messages.webhook(parcel);
    var id = parcel.id().toString();
    var timestamp = Long.toString(Instant.now().getEpochSecond());
    var signature =
        SigningSecret.sign(
            secrets.key(parcel.ruleId(), parcel.secretVersion()),
            id + "." + timestamp + "." + body);
    return http.send(
        url(parcel),
        Map.of(
            "webhook-id",
            id,
            "webhook-timestamp",
            timestamp,
            "webhook-signature",
            "v1," + signature),
        body);
  }

  private Uni<Outcome> email(Parcel parcel) {
    return recipients
        .of(parcel.projectId(), parcel.action())
        .chain(
            to ->
                to.isEmpty()
                    ? Uni.createFrom()
                        .item(Outcome.failure("none of the addresses is a member's any more"))
                    : mail(parcel, to.stream().limit(MOST_RECIPIENTS).toList()))
        .onFailure()
        .recoverWithItem(
            failure -> Outcome.failure("the mail server did not take it: " + failure.getMessage()));
  }

  private Uni<Outcome> mail(Parcel parcel, List<String> to) {
    return letters
        .about(parcel, to)
        .chain(post::send)
        .map(
            sent ->
                Outcome.success(
                    sent
                        ? "the mail server has it"
                        : "only logged: this installation has no mail server"));
  }

  private static URI url(Parcel parcel) {
    return URI.create(Objects.requireNonNull(parcel.action().url()));
  }
}
