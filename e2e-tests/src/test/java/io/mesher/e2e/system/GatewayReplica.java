package io.mesher.e2e.system;

import io.mesher.localstack.service.Service;
import io.mesher.localstack.service.ServiceProcess;
import io.mesher.localstack.settings.DataDirectory;
import io.mesher.localstack.settings.Port;
import io.mesher.localstack.settings.Ports;
import io.mesher.localstack.settings.StackSettings;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** One more ingest-gateway on the servers of a running Mesher, past its edge. */
public final class GatewayReplica implements AutoCloseable {
  private static final List<Port> OWN = List.of(Port.INGEST, Port.INGEST_MANAGEMENT);

  /** A gateway knows no secret; its process is given one like all others. */
  private static final String NO_SECRET = Base64.getEncoder().encodeToString(new byte[32]);

  private final StackSettings settings;
  private final ServiceProcess process;

  private GatewayReplica(StackSettings settings) {
    this.settings = settings;
    this.process = ServiceProcess.of(Service.INGEST_GATEWAY, settings, NO_SECRET);
  }

  /** Starts it; {@link #awaitReady} waits for it. */
  public static GatewayReplica beside(MesherSystem mesher, String name) {
    var free = Ports.free().asEnvironment();
    var environment = mesher.settings().ports().asEnvironment();
    OWN.forEach(port -> environment.put(port.variable(), free.get(port.variable())));
    var data = new DataDirectory(Path.of("target", "e2e", name).toAbsolutePath());
    data.create();
    var replica =
        new GatewayReplica(
            StackSettings.from(environment, mesher.settings().tree(), data, Optional.empty()));
    replica.process.start();
    return replica;
  }

  public void awaitReady() {
    process.awaitReady();
  }

  /** Where it takes events. */
  public String origin() {
    return "http://" + StackSettings.LOOPBACK + ":" + settings.ports().of(Port.INGEST);
  }

  @Override
  public void close() {
    process.stop();
  }
}
