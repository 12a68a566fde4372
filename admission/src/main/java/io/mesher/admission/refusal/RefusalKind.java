package io.mesher.admission.refusal;

import java.util.Locale;

/** What sort of refusal, with its status on the native paths and on Sentry's. */
public enum RefusalKind {
  UNAUTHORIZED(401, "Unauthorized"),
  FORBIDDEN(403, "Forbidden"),
  ORIGIN(403, "Forbidden"),
  INVALID(400, "Bad Request"),
  MALFORMED(400, "Bad Request"),
  /** The original answers 400 to a native body that is too large; SDKs expect 413. */
  TOO_LARGE(400, 413, "Payload Too Large"),
  LIMITED(429, "Too Many Requests"),
  OVERLOADED(429, "Too Many Requests"),
  UNAVAILABLE(503, "Service Unavailable"),
  TIMEOUT(408, "Request Timeout");

  private final int status;
  private final int sentryStatus;
  private final String title;
  private final String reason;

  RefusalKind(int status, String title) {
    this(status, status, title);
  }

  RefusalKind(int status, int sentryStatus, String title) {
    this.status = status;
    this.sentryStatus = sentryStatus;
    this.title = title;
    this.reason = name().toLowerCase(Locale.ROOT);
  }

  /** HTTP status on the native paths and at the WebSocket's handshake. */
  public int status() {
    return status;
  }

  /** HTTP status on Sentry's paths. */
  public int sentryStatus() {
    return sentryStatus;
  }

  /** The status in words. */
  public String title() {
    return title;
  }

  /** The name in outcomes and metrics. */
  public String reason() {
    return reason;
  }
}
