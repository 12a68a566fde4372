package io.mesher.localstack.cli;

import io.mesher.localstack.StackException;
import io.mesher.localstack.account.AccountFile;
import io.mesher.localstack.demo.Demo;
import io.mesher.localstack.stack.Description;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sends events so that there is something to see. */
@Command(name = "demo", description = "Send realistic events of several platforms.")
final class DemoCommand implements Callable<Integer> {
  private static final int MOST_PER_SECOND = 1_000;

  @Option(names = "--events", paramLabel = "N", description = "How many (200).")
  private int events = 200;

  @Option(names = "--rate", paramLabel = "N", description = "How many a second (10).")
  private int rate = 10;

  @Override
  public Integer call() throws InterruptedException {
    if (events < 1 || rate < 1 || rate > MOST_PER_SECOND) {
      throw new StackException(
          "--events must be 1 or more, --rate from 1 to " + MOST_PER_SECOND + ".");
    }
    var data = Place.data();
    var stack = Description.read(data).orElseThrow(DemoCommand::notYet);
    var account = new AccountFile(data.credentials()).read().orElseThrow(DemoCommand::notYet);
    System.out.printf("Sending %d events to %s%n", events, stack.origin());
    try (var demo = Demo.of(account.dsn(stack.origin()), new Random())) {
      demo.send(events, rate, DemoCommand::show);
    }
    System.out.println("Sent. Look at " + stack.origin());
    return 0;
  }

  private static StackException notYet() {
    return new StackException("Mesher has not been ready here yet; './mesher up' starts it.");
  }

  private static void show(int sent) {
    if (sent % 50 == 0) {
      System.out.printf("  %d%n", sent);
    }
  }
}
