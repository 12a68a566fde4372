package io.mesher.localstack.cli;

import io.mesher.localstack.StackException;
import io.mesher.localstack.process.Follow;
import io.mesher.localstack.process.LogFile;
import io.mesher.localstack.stack.Logs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows logs. */
@Command(name = "logs", description = "The last lines of all logs, or of one.")
final class LogsCommand implements Callable<Integer> {
  private static final long STEP_MILLIS = 200;

  @Parameters(
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "A service, a server, or mesher for the supervisor.")
  private @Nullable String service;

  @Option(names = "-f", description = "Follow: go on with what is written from now on.")
  private boolean follow;

  @Option(names = "-n", paramLabel = "LINES", description = "How many lines of each (50).")
  private int lines = 50;

  @Override
  public Integer call() throws InterruptedException {
    var chosen = chosen(Logs.of(Place.data()));
    chosen.forEach((name, log) -> log.tail(lines).forEach(line -> print(name, line)));
    if (follow) {
      followForever(chosen);
    }
    return 0;
  }

  private Map<String, LogFile> chosen(Map<String, LogFile> all) {
    if (service == null) {
      return all;
    }
    var log = all.get(service);
    if (log == null) {
      throw new StackException(
          "There is no log of '%s'; there are %s."
              .formatted(service, String.join(", ", all.keySet())));
    }
    return Map.of(service, log);
  }

  private void followForever(Map<String, LogFile> chosen) throws InterruptedException {
    record Followed(String name, Follow follow) {}
    List<Followed> all = new ArrayList<>();
    chosen.forEach((name, log) -> all.add(new Followed(name, new Follow(log.path()))));
    while (true) {
      all.forEach(one -> one.follow().lines().forEach(line -> print(one.name(), line)));
      Thread.sleep(STEP_MILLIS);
    }
  }

  private void print(String name, String line) {
    System.out.println(service == null ? "%-16s| %s".formatted(name, line) : line);
  }
}
