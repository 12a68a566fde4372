package io.mesher.e2e.system;

import io.mesher.localstack.process.PidFile;
import io.mesher.localstack.service.Service;
import io.mesher.localstack.service.ServiceProcess;
import io.mesher.localstack.settings.DataDirectory;
import io.mesher.localstack.settings.Port;
import io.mesher.localstack.settings.Ports;
import io.mesher.localstack.settings.StackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.EnumSet;

/** One more process of a service beside those of a running system, with its servers and secret. */
public final class Replica implements AutoCloseable {
  private static final EnumSet<Port> SHARED =
      EnumSet.of(Port.HTTP, Port.POSTGRES, Port.KAFKA, Port.KAFKA_CONTROLLER, Port.REDIS);

  private final Service service;
  private final StackSettings settings;
  private final ServiceProcess process;

  private Replica(Service service, StackSettings settings, String secret) {
    this.service = service;
    this.settings = settings;
    this.process = ServiceProcess.of(service, settings, secret);
  }

  /** Starts it; it may not be ready yet. */
  public static Replica start(Service service, StackSettings system, String name) {
    var data = new DataDirectory(system.data().root().resolveSibling("replica-" + name));
    data.create();
    var environment = Ports.free().asEnvironment();
    SHARED.forEach(
        port -> environment.put(port.variable(), Integer.toString(system.ports().of(port))));
    var settings =
        new StackSettings(
            system.tree(),
            data,
            Ports.from(environment),
            system.host(),
            system.publicUrl(),
            system.javaOptions());
    try {
      var replica = new Replica(service, settings, Files.readString(system.data().secret()));
      replica.process.start();
      return replica;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Replica awaitReady() {
    process.awaitReady();
    return this;
  }

  /** Where it works. */
  public String origin() {
    return "http://" + StackSettings.LOOPBACK + ":" + settings.ports().of(service.port());
  }

  /** Ends it without a chance to say goodbye. */
  public void kill() {
    pidFile().running().orElseThrow().destroyForcibly();
  }

  /** Starts it again after a kill; it may not be ready yet. */
  public void start() {
    process.start();
  }

  /** Asks it to finish what it holds, and returns when it has ended. */
  public void drain() {
    process.stop();
  }

  /** Drains it and starts it again. */
  public void restart() {
    process.stop();
    process.start();
    process.awaitReady();
  }

  private PidFile pidFile() {
    return ServiceProcess.pidFile(service, settings.data());
  }

  @Override
  public void close() {
    process.stop();
  }
}
