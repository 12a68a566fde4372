package io.mesher.localstack.stack;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mesher.localstack.process.PidFile;
import io.mesher.localstack.service.HealthProbe;
import io.mesher.localstack.service.Service;
import io.mesher.localstack.service.ServiceProcess;
import io.mesher.localstack.settings.DataDirectory;
import io.mesher.localstack.settings.Ports;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a stack is, seen from outside.
 *
 * @param supervisor its pid; null when it does not run
 * @param services the five services
 * @param servers PostgreSQL, Kafka and Redis; ready is whether they answer
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Status(@Nullable Long supervisor, List<Part> services, List<Part> servers) {
  private static final Duration PROBE = Duration.ofSeconds(2);

  /**
   * One process.
   *
   * @param pid null when it does not run
   */
  public record Part(String name, @Nullable Long pid, int port, boolean live, boolean ready) {}

  /** Looks at all of it. */
  public static Status of(DataDirectory data, Ports ports) {
    var services = Arrays.stream(Service.values()).parallel().map(s -> part(s, data, ports));
    var servers = Arrays.stream(ServerKind.values()).parallel().map(s -> part(s, data, ports));
    return new Status(
        pid(new PidFile(data.run().resolve(LocalStack.SUPERVISOR_PID))),
        services.toList(),
        servers.toList());
  }

  /** Whether everything runs and can do its work. */
  public boolean isWell() {
    return supervisor != null
        && services.stream().allMatch(Part::ready)
        && servers.stream().allMatch(Part::ready);
  }

  private static Part part(Service service, DataDirectory data, Ports ports) {
    var pid = pid(ServiceProcess.pidFile(service, data));
    var probe = new HealthProbe(ports.of(service.management()), PROBE);
    boolean live = pid != null && probe.isLive();
    return new Part(service.module(), pid, ports.of(service.port()), live, live && probe.isReady());
  }

  private static Part part(ServerKind kind, DataDirectory data, Ports ports) {
    var pid = pid(SupervisedServer.pidFile(kind, data));
    boolean answers = pid != null && Knock.isAnswered(ports.of(kind.port()), kind.question());
    return new Part(kind.label(), pid, ports.of(kind.port()), answers, answers);
  }

  private static @Nullable Long pid(PidFile file) {
    return file.running().map(ProcessHandle::pid).orElse(null);
  }
}
