package io.mesher.api.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How rules are judged and alerts are sent. */
@ConfigMapping(prefix = "mesher.alerts")
public interface AlertConfig {

  /** The installation's secret ({@code MESHER_SECRET}), base64: signing secrets derive from it. */
  String secret();

  /**
   * Networks (CIDR) that webhooks may go to although they are private, link-local or loopback
   * ({@code MESHER_ALERT_ALLOWED_NETWORKS}); none by default, as whoever may write rules would
   * reach what only this service can.
   */
  Optional<List<String>> allowedNetworks();

  /**
   * Domains ({@code MESHER_ALERT_EMAIL_DOMAINS}) whose every address may get alerts, beside the
   * organisation's members; none by default, so that nobody uses this installation to mail others.
   */
  Optional<List<String>> emailDomains();

  /** How often rules that are due, digests and deliveries are looked for; a second or more. */
  @WithDefault("1s")
  Duration tick();

  /** How long a rule that is judged by roll-ups rests between two looks. */
  @WithDefault("10s")
  Duration evaluateEvery();

  /** How long one attempt to deliver may take, from resolving the name to the answer's end. */
  @WithDefault("10s")
  Duration attemptTimeout();

  /** Attempts that one replica makes at the same time, each to another rule's target. */
  @WithDefault("64")
  int concurrentAttempts();

  /** How many of them may be for targets that failed lately; the others wait for nobody. */
  @WithDefault("16")
  int concurrentRetries();
}
