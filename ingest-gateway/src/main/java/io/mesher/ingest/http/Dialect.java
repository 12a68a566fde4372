package io.mesher.ingest.http;

import io.mesher.admission.refusal.Refusal;
import io.mesher.admission.refusal.RefusalBody;

/** How an API says no. */
public enum Dialect {
  /** RFC 9457 with the original's {@code error}. */
  NATIVE {
    @Override
    int status(Refusal refusal) {
      return refusal.kind().status();
    }

    @Override
    byte[] body(Refusal refusal) {
      return RefusalBody.problem(refusal);
    }

    @Override
    String contentType() {
      return "application/problem+json";
    }
  },

  /** As Sentry answers. */
  SENTRY {
    @Override
    int status(Refusal refusal) {
      return refusal.kind().sentryStatus();
    }

    @Override
    byte[] body(Refusal refusal) {
      return RefusalBody.sentry(refusal);
    }

    @Override
    String contentType() {
      return "application/json";
    }
  };

  abstract int status(Refusal refusal);

  abstract byte[] body(Refusal refusal);

  abstract String contentType();
}
