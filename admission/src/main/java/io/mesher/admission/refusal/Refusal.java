package io.mesher.admission.refusal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a request, an event or a connection was not accepted. Owns its wire error; {@link
 * RefusalBody} writes it down. Carries no stack trace: refusals are an answer, and a flood of them
 * has to cost next to nothing.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RefusalKind kind;
  private final String error;
  private final @Nullable String detail;
  private final @Nullable Duration retryAfter;

  private Refusal(
      RefusalKind kind, String error, @Nullable String detail, @Nullable Duration retryAfter) {
    super(detail == null ? error : error + ": " + detail, null, false, false);
    this.kind = kind;
    this.error = error;
    this.detail = detail;
    this.retryAfter = retryAfter;
  }

  /** No key, an unknown or a revoked one. */
  public static Refusal unauthorized() {
    return new Refusal(RefusalKind.UNAUTHORIZED, "unauthorized", null, null);
  }

  /** The key is good, but for another project than the path names. */
  public static Refusal otherProject() {
    return new Refusal(
        RefusalKind.FORBIDDEN, "forbidden", "the key belongs to another project", null);
  }

  /** The project does not take events from pages of this origin. */
  public static Refusal originNotAllowed() {
    return new Refusal(RefusalKind.ORIGIN, "forbidden", "origin not allowed", null);
  }

  /** Readable, but without what an event needs. */
  public static Refusal invalid(String error) {
    return new Refusal(RefusalKind.INVALID, error, null, null);
  }

  /** Not readable as what it claims to be. */
  public static Refusal malformed(String error, @Nullable String detail) {
    return new Refusal(RefusalKind.MALFORMED, error, detail, null);
  }

  /** Over a limit of size, after inflation unless {@code detail} says otherwise. */
  public static Refusal tooLarge(@Nullable String detail) {
    return new Refusal(RefusalKind.TOO_LARGE, "payload too large", detail, null);
  }

  /**
   * Over the project's or key's limit.
   *
   * @param retryAfter to the end of the window
   */
  public static Refusal limited(Duration retryAfter) {
    return new Refusal(RefusalKind.LIMITED, "rate limited", null, retryAfter);
  }

  /** Too much is under way in this process: the sender should come back, not give up. */
  public static Refusal overloaded() {
    return new Refusal(
        RefusalKind.OVERLOADED, "rate limited", "the server is busy", Duration.ofSeconds(2));
  }

  /** What is accepted already must be read before anything more can be. */
  public static Refusal backlogged() {
    return new Refusal(
        RefusalKind.OVERLOADED, "rate limited", "the pipeline is behind", Duration.ofMinutes(1));
  }

  /** Kafka, or what is needed to check a key, did not answer in time. */
  public static Refusal unavailable() {
    return new Refusal(
        RefusalKind.UNAVAILABLE, "temporarily unavailable", null, Duration.ofSeconds(5));
  }

  /** The body did not arrive in time. */
  public static Refusal tooSlow() {
    return new Refusal(RefusalKind.TIMEOUT, "request timeout", null, null);
  }

  public RefusalKind kind() {
    return kind;
  }

  /** The short text that clients match on. */
  public String error() {
    return error;
  }

  /** More for people; null when the error says it all. */
  public @Nullable String detail() {
    return detail;
  }

  /** Whole seconds, rounded up, at least 1; 0 when trying again is no use. */
  public long retryAfterSeconds() {
    return retryAfter == null ? 0 : Math.max(1, (retryAfter.toMillis() + 999) / 1000);
  }
}
