package io.mesher.localstack.cli;

import io.mesher.localstack.process.PidFile;
import io.mesher.localstack.stack.Leftovers;
import io.mesher.localstack.stack.LocalStack;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops everything. */
@Command(name = "down", description = "Stop everything; the data stays.")
final class DownCommand implements Callable<Integer> {
  private static final Duration GRACE = Duration.ofSeconds(90);

  @Override
  public Integer call() {
    var data = Place.data();
    var supervisor = new PidFile(data.run().resolve(LocalStack.SUPERVISOR_PID)).running();
    supervisor.ifPresent(process -> PidFile.end(process, GRACE));
    int leftovers = Leftovers.end(data);
    boolean ran = supervisor.isPresent() || leftovers > 0;
    System.out.println(
        ran ? "Mesher is stopped; the data stays in " + data.root() : "Nothing runs.");
    return 0;
  }
}
