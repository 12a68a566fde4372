package io.mesher.localstack.cli;

import io.mesher.localstack.StackException;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code ./mesher}. */
@Command(
    name = "./mesher",
    description = "Runs Mesher on this machine.",
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      InfoCommand.class,
      LogsCommand.class,
      DemoCommand.class,
      DeadLettersCommand.class,
      CheckSkipsCommand.class
    })
public final class MesherCommand {
  private static final int FAILED = 1;
  // Held, as the log manager itself may forget a logger and its level.
  private static final Logger ROOT_LOGGER = Logger.getLogger("");

  private static final Logger KAFKA_LOGGER = Logger.getLogger("org.apache.kafka");

  private MesherCommand() {}

  /** Exit codes: 0 done, 1 not done (a sentence says why), 2 the command line was wrong. */
  public static void main(String[] arguments) {
    quietLibraries();
    var command = new CommandLine(new MesherCommand());
    command.setExecutionExceptionHandler(MesherCommand::report);
    System.exit(command.execute(arguments));
  }

  /** Libraries tell warnings and errors; what goes well is ours to tell. */
  private static void quietLibraries() {
    LogManager.getLogManager().reset();
    var handler = new ConsoleHandler();
    handler.setLevel(Level.WARNING);
    ROOT_LOGGER.setLevel(Level.WARNING);
    ROOT_LOGGER.addHandler(handler);
    // Its clients warn of every attempt while the broker is still starting.
    KAFKA_LOGGER.setLevel(Level.SEVERE);
  }

  private static int report(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (failure instanceof StackException) {
      System.err.println("mesher: " + failure.getMessage());
      return FAILED;
    }
    throw failure;
  }
}
