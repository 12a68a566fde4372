package io.mesher.api.support;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;

/** The links that a service without a mail server logs. */
public final class LoggedLinks extends Handler implements AutoCloseable {
  private static final Pattern TOKEN = Pattern.compile("token=([0-9a-f]+)");
  private static final Logger LOGGER = Logger.getLogger("io.mesher.api");

  private final List<String> lines = new CopyOnWriteArrayList<>();

  private LoggedLinks() {}

  /** Listens until it is closed. */
  public static LoggedLinks listen() {
    var links = new LoggedLinks();
    LOGGER.addHandler(links);
    return links;
  }

  /** The token of the link that was logged for an address last, as soon as there is one. */
  public String tokenFor(String email) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> newest(email), Optional::isPresent)
        .orElseThrow();
  }

  private Optional<String> newest(String email) {
    return lines.stream()
        .filter(line -> line.contains(email))
        .map(TOKEN::matcher)
        .filter(matcher -> matcher.find())
        .map(matcher -> Objects.requireNonNull(matcher.group(1)))
        .reduce((older, newer) -> newer);
  }

  @Override
  public void publish(LogRecord record) {
    lines.add(ExtLogRecord.wrap(record).getFormattedMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    LOGGER.removeHandler(this);
  }
}
