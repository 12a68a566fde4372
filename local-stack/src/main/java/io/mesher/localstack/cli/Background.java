package io.mesher.localstack.cli;

import io.mesher.localstack.StackException;
import io.mesher.localstack.process.Follow;
import io.mesher.localstack.process.LogFile;
import io.mesher.localstack.process.PidFile;
import io.mesher.localstack.process.Session;
import io.mesher.localstack.settings.StackSettings;
import io.mesher.localstack.stack.Description;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts the supervisor as a process of its own and shows its progress until it is ready. */
final class Background {
  private static final Duration STEP = Duration.ofMillis(100);
  private static final Duration GRACE = Duration.ofSeconds(60);

  private final StackSettings settings;
  private final PrintStream out;
  private final LogFile log;

  Background(StackSettings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
    this.log = new LogFile(settings.data().log("mesher"));
  }

  /** Returns when it is ready; when this process is ended before, so is what it started. */
  void start(Optional<String> host) throws InterruptedException {
    settings.data().create();
    log.bound();
    var follow = new Follow(log.path());
    var process = spawn(command(host));
    var giveUp = new Thread(() -> PidFile.end(process.toHandle(), GRACE), "give-up");
    Runtime.getRuntime().addShutdownHook(giveUp);
    while (process.isAlive() && !isReady(process)) {
      follow.lines().forEach(out::println);
      Thread.sleep(STEP);
    }
    Runtime.getRuntime().removeShutdownHook(giveUp);
    follow.lines().forEach(out::println);
    if (!process.isAlive()) {
      throw new StackException("Mesher did not start; its log is " + log.path());
    }
  }

  private boolean isReady(Process process) {
    return Description.read(settings.data())
        .filter(description -> description.pid() == process.pid())
        .isPresent();
  }

  /** This program once more, as the shell script started it. */
  private static List<String> command(Optional<String> host) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(MesherCommand.class.getName(), "up", "--background"));
    host.ifPresent(address -> command.addAll(List.of("--host", address)));
    return command;
  }

  private Process spawn(List<String> command) {
    try {
      return new ProcessBuilder(Session.own(command))
          .redirectErrorStream(true)
          .redirectInput(new File("/dev/null"))
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()))
          .start();
    } catch (IOException e) {
      throw new StackException("The background process can't be started: " + e.getMessage(), e);
    }
  }
}
