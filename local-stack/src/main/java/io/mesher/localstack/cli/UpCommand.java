package io.mesher.localstack.cli;

import io.mesher.localstack.settings.StackSettings;
import io.mesher.localstack.stack.LocalStack;
import io.mesher.localstack.stack.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts everything. */
@Command(name = "up", description = "Start everything; runs until Ctrl-C.")
final class UpCommand implements Callable<Integer> {
  private final PrintStream out = System.out;

  @Option(
      names = "--detach",
      description = "Return when everything is ready and let it run in the background.")
  private boolean detach;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "Listen on this address instead of loopback; 0.0.0.0 means all.")
  private @Nullable String host;

  @Option(names = "--background", hidden = true, description = "What --detach starts.")
  private boolean background;

  @Override
  public Integer call() throws InterruptedException {
    var settings =
        StackSettings.from(System.getenv(), Place.tree(), Place.data(), Optional.ofNullable(host));
    if (detach) {
      new Background(settings, out).start(Optional.ofNullable(host));
      out.print(Welcome.text(settings, true));
      return 0;
    }
    return run(settings);
  }

  private int run(StackSettings settings) throws InterruptedException {
    var begin = System.nanoTime();
    var end = new OrderlyEnd();
    try (var stack = LocalStack.start(settings, progress())) {
      var took = Duration.ofNanos(System.nanoTime() - begin);
      out.printf("Mesher is ready after %.1f s.%n", took.toMillis() / 1000.0);
      if (!background) {
        out.print(Welcome.text(stack.settings(), false));
      }
      end.await();
      out.println("Stopping …");
    } finally {
      end.reached();
    }
    return 0;
  }

  /** In the log of a background process each line has its time. */
  private Progress progress() {
    if (!background) {
      return out::println;
    }
    return line -> out.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + line);
  }
}
