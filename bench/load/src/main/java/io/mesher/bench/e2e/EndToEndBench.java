package io.mesher.bench.e2e;

import io.mesher.bench.process.AsInImages;
import io.mesher.bench.process.Machine;
import io.mesher.localstack.settings.DataDirectory;
import io.mesher.localstack.settings.Port;
import io.mesher.localstack.settings.Ports;
import io.mesher.localstack.settings.StackSettings;
import io.mesher.localstack.settings.Tree;
import io.mesher.localstack.stack.LocalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * All services and servers on this machine, as {@code ./mesher up} runs them but for their JVMs'
 * compilers, with the load generator beside them. Intake is held at one rate after the other; a
 * rate is kept up with when less than a second of it waits at the end. What was drained is divided
 * by the time from the first event sent to the last event visible.
 */
@Command(name = "e2e", description = "Rate and latency of the whole system, from intake to row.")
public final class EndToEndBench implements Callable<Integer> {
  @Option(
      names = "--tree",
      required = true,
      description = "The directory that holds the built modules.")
  private Path tree = Path.of(".");

  @Option(
      names = "--rates",
      split = ",",
      defaultValue = "1000,2000,3000,3200,3400,3600,4000",
      description = "Events a second, one after the other (default: ${DEFAULT-VALUE}).")
  private List<Integer> rates = List.of();

  @Option(
      names = "--seconds",
      defaultValue = "40",
      description = "How long each rate is held (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "120",
      description = "Seconds at 1,000 events a second before (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  @Override
  public Integer call() throws IOException {
    var settings = settings();
    try (var stack = LocalStack.start(settings, System.out::println);
        var system = new RunningSystem(settings, stack.account());
        var stored = new StoredTopic(system.kafka())) {
      system.liftRateLimit();
      var gateway = "http://127.0.0.1:" + settings.ports().of(Port.INGEST);
      var load = new ConstantLoad(gateway, stack.account().apiKey());
      HeldRate.measure(load, stored, system::cpu, 1_000, Duration.ofSeconds(warmUp));
      int highest = 0;
      for (int rate : rates) {
        var held = HeldRate.measure(load, stored, system::cpu, rate, Duration.ofSeconds(seconds));
        System.out.printf("  %s   (load average %s)%n", held, Machine.loadAverage());
        System.out.println("         " + held.cost());
        if (!held.isKeptUpWith()) {
          break;
        }
        highest = rate;
      }
      system.requireStored(stored.accepted());
      System.out.println(system.memory());
      System.out.printf("  highest rate at which lag does not grow: %d/s%n", highest);
    }
    return 0;
  }

  /** Free ports, and a data directory that was not there before. */
  private StackSettings settings() throws IOException {
    var environment = AsInImages.of(System.getenv());
    environment.putAll(Ports.free().asEnvironment());
    var data = Files.createTempDirectory(Path.of("").toAbsolutePath(), "bench-e2e-");
    return StackSettings.from(
        environment, new Tree(tree), new DataDirectory(data), Optional.empty());
  }
}
