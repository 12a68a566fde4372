package io.mesher.localstack.demo;

import io.mesher.localstack.StackException;
import io.sentry.Hint;
import io.sentry.Sentry;
import io.sentry.SentryEvent;
import io.sentry.SentryOptions;
import java.io.StringReader;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;

/** Sends events, the last of which are on their way when it returns. */
public final class Demo implements AutoCloseable {
  private static final long FLUSH_MILLIS = 10_000;

  private final SentryOptions options;
  private final RandomGenerator random;

  private Demo(SentryOptions options, RandomGenerator random) {
    this.options = options;
    this.random = random;
  }

  /** Initialises the SDK as an application does: by its DSN alone. */
  public static Demo of(String dsn, RandomGenerator random) {
    var holder = new SentryOptions[1];
    Sentry.init(
        options -> {
          options.setDsn(dsn);
          options.setEnableUncaughtExceptionHandler(false);
          options.setAttachServerName(false);
          holder[0] = options;
        });
    return new Demo(holder[0], random);
  }

  /**
   * Sends {@code events}, {@code perSecond} of them a second.
   *
   * @param sent hears the number sent so far, after each
   */
  public void send(int events, int perSecond, IntConsumer sent) throws InterruptedException {
    var scenarios = Scenario.all();
    for (int i = 1; i <= events; i++) {
      Sentry.captureEvent(parse(Scenario.any(scenarios, random).happening(random)), new Hint());
      sent.accept(i);
      Thread.sleep(1000 / perSecond);
    }
    Sentry.flush(FLUSH_MILLIS);
  }

  private SentryEvent parse(String json) {
    try (var reader = new StringReader(json)) {
      var event = options.getSerializer().deserialize(reader, SentryEvent.class);
      if (event == null) {
        throw new StackException("a demo event is not what the SDK understands: " + json);
      }
      return event;
    }
  }

  @Override
  public void close() {
    Sentry.close();
  }
}
