package io.mesher.localstack.service;

import io.mesher.localstack.StackException;
import io.mesher.localstack.process.LogFile;
import io.mesher.localstack.process.PidFile;
import io.mesher.localstack.process.Session;
import io.mesher.localstack.settings.DataDirectory;
import io.mesher.localstack.settings.StackSettings;
import io.mesher.localstack.supervisor.Liveness;
import io.mesher.localstack.supervisor.Supervised;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One service as a child process, remembered by its pid file. */
public final class ServiceProcess implements Supervised {
  private static final Duration PROBE = Duration.ofSeconds(2);
  private static final Duration READY = Duration.ofSeconds(90);
  private static final Duration READY_STEP = Duration.ofMillis(100);
  private static final Duration GRACE = Duration.ofSeconds(15);

  private final Service service;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path directory;
  private final LogFile log;
  private final PidFile pidFile;
  private final HealthProbe probe;

  private ServiceProcess(
      Service service,
      List<String> command,
      Map<String, String> environment,
      StackSettings settings) {
    this.service = service;
    this.command = command;
    this.environment = environment;
    this.directory = settings.data().root();
    this.log = new LogFile(settings.data().log(service.module()));
    this.pidFile = pidFile(service, settings.data());
    this.probe = new HealthProbe(settings.ports().of(service.management()), PROBE);
  }

  /**
   * A service that does not run yet.
   *
   * @param secret what the services share, base64
   */
  public static ServiceProcess of(Service service, StackSettings settings, String secret) {
    return new ServiceProcess(
        service,
        JavaCommand.of(settings.tree().runnable(service.module()), settings.javaOptions()),
        ServiceEnvironment.of(service, settings, secret),
        settings);
  }

  /** Where a service's pid is kept. */
  public static PidFile pidFile(Service service, DataDirectory data) {
    return new PidFile(data.run().resolve(service.module() + ".pid"));
  }

  /** Starts the process; an earlier one that still runs is ended first. */
  public void start() {
    pidFile.running().ifPresent(earlier -> PidFile.end(earlier, GRACE));
    var builder =
        new ProcessBuilder(Session.own(command))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.path().toFile()));
    builder.environment().putAll(environment);
    try {
      pidFile.write(builder.start().toHandle());
    } catch (IOException e) {
      throw new StackException(name() + " can't be started: " + e.getMessage(), e);
    }
  }

  /** Asks it to end and waits; insists after a while. */
  public void stop() {
    pidFile.running().ifPresent(process -> PidFile.end(process, GRACE));
    pidFile.delete();
  }

  /**
   * Returns when it can do its work.
   *
   * @throws StackException when it ends before, or takes too long
   */
  public void awaitReady() {
    long deadline = System.nanoTime() + READY.toNanos();
    while (!probe.isReady()) {
      if (pidFile.running().isEmpty()) {
        throw new StackException(name() + " ended while starting; " + lastWords());
      }
      if (System.nanoTime() > deadline) {
        throw new StackException(
            "%s is not ready after %d s; %s".formatted(name(), READY.toSeconds(), lastWords()));
      }
      pause();
    }
  }

  private String lastWords() {
    return "its log %s ends with:%n%s".formatted(log.path(), String.join("\n", log.tail(12)));
  }

  private static void pause() {
    try {
      Thread.sleep(READY_STEP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted while waiting for a service", e);
    }
  }

  @Override
  public String name() {
    return service.module();
  }

  @Override
  public Liveness look() {
    if (pidFile.running().isEmpty()) {
      return Liveness.DEAD;
    }
    return probe.isLive() ? Liveness.LIVE : Liveness.STUCK;
  }

  /** Without grace: a stuck process does not hear a request to end. */
  @Override
  public void restart() {
    pidFile.running().ifPresent(process -> PidFile.end(process, Duration.ZERO));
    start();
  }

  @Override
  public void tidy() {
    log.bound();
  }
}
