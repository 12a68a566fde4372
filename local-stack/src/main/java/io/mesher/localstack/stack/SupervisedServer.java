package io.mesher.localstack.stack;

import io.mesher.localstack.StackException;
import io.mesher.localstack.process.PidFile;
import io.mesher.localstack.server.EmbeddedServer;
import io.mesher.localstack.server.ServerStartException;
import io.mesher.localstack.settings.DataDirectory;
import io.mesher.localstack.settings.StackSettings;
import io.mesher.localstack.supervisor.Liveness;
import io.mesher.localstack.supervisor.Supervised;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An embedded server that is restarted on the same port and data when it fails. */
final class SupervisedServer implements Supervised {
  private final ServerKind kind;
  private final StackSettings settings;
  private volatile @Nullable EmbeddedServer server;

  SupervisedServer(ServerKind kind, StackSettings settings) {
    this.kind = kind;
    this.settings = settings;
  }

  /** Starts it; returns when it answers. */
  void start() {
    try {
      var started = kind.start(settings);
      server = started;
      ProcessHandle.of(started.pid()).ifPresent(pidFile(kind, settings.data())::write);
    } catch (ServerStartException e) {
      throw new StackException("" + e.getMessage(), e);
    }
  }

  /** Where its pid is kept for those who look from outside. */
  static PidFile pidFile(ServerKind kind, DataDirectory data) {
    return new PidFile(data.run().resolve(kind.label() + ".pid"));
  }

  /** Stops it properly. */
  void stop() {
    release();
    pidFile(kind, settings.data()).delete();
  }

  /** Also of a server that is dead: its object holds locks on what the next one needs. */
  private void release() {
    var held = server;
    server = null;
    if (held != null) {
      held.close();
    }
  }

  @Override
  public String name() {
    return kind.label();
  }

  @Override
  public Liveness look() {
    if (pidFile(kind, settings.data()).running().isEmpty()) {
      return Liveness.DEAD;
    }
    return Knock.isAnswered(settings.ports().of(kind.port()), kind.question())
        ? Liveness.LIVE
        : Liveness.STUCK;
  }

  @Override
  public void restart() {
    pidFile(kind, settings.data()).running().ifPresent(left -> PidFile.end(left, Duration.ZERO));
    release();
    start();
  }

  @Override
  public void tidy() {
    kind.log(settings.data()).bound();
  }
}
