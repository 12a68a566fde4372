package io.mesher.bench.e2e;

import io.mesher.bench.corpus.Corpus;
import io.mesher.bench.wrk.Measurement;
import io.mesher.bench.wrk.Wrk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Native events of about 2 KB at a constant rate. */
final class ConstantLoad {
  private static final int BODIES = 4_000;

  /**
   * Enough for half a second of waiting answers at 1,000 a second, no more than a gateway bears.
   */
  private static final int CONNECTIONS = 256;

  private final Wrk wrk = Wrk.with(ConstantLoad.class, "constant.lua");
  private final Path bodies;
  private final String url;
  private final String key;

  ConstantLoad(String gateway, String key) throws IOException {
    this.url = gateway + "/api/v1/events";
    this.key = key;
    this.bodies = Files.createTempDirectory("mesher-bench");
    var corpus = new Corpus(42);
    for (int i = 0; i < BODIES; i++) {
      Files.write(bodies.resolve("%04d".formatted(i)), corpus.next().json());
    }
  }

  /** Sends for so long; none of it may be refused. */
  Measurement run(int rate, Duration time) {
    var sent =
        wrk.run(
            CONNECTIONS,
            time,
            url,
            List.of(bodies.toString(), Integer.toString(BODIES), key, Integer.toString(rate)));
    if (sent.refused() > 0) {
      throw new IllegalStateException(sent.refused() + " events were refused");
    }
    return sent;
  }
}
