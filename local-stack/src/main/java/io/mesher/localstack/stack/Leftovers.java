package io.mesher.localstack.stack;

import io.mesher.localstack.process.PidFile;
import io.mesher.localstack.service.Service;
import io.mesher.localstack.service.ServiceProcess;
import io.mesher.localstack.settings.DataDirectory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Processes that outlived a supervisor which was killed. */
public final class Leftovers {
  private static final Duration SERVICE_GRACE = Duration.ofSeconds(10);
  // PostgreSQL waits for its clients when it is asked to end; they have ended before.
  private static final Duration SERVER_GRACE = Duration.ofSeconds(20);

  private Leftovers() {}

  /**
   * Ends them: services first, then servers, which take with them what they hold in memory.
   *
   * @return how many there were
   */
  public static int end(DataDirectory data) {
    var services = Arrays.stream(Service.values()).map(one -> ServiceProcess.pidFile(one, data));
    var servers =
        Arrays.stream(ServerKind.values()).map(one -> SupervisedServer.pidFile(one, data));
    return end(services, SERVICE_GRACE) + end(servers, SERVER_GRACE);
  }

  private static int end(Stream<PidFile> files, Duration grace) {
    List<Thread> endings = new ArrayList<>();
    files.forEach(
        file ->
            file.running()
                .ifPresent(
                    process ->
                        endings.add(Thread.ofPlatform().start(() -> PidFile.end(process, grace)))));
    for (var ending : endings) {
      try {
        ending.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    return endings.size();
  }
}
