package io.mesher.bench;

import io.mesher.bench.e2e.EndToEndBench;
import io.mesher.bench.ingest.IngestBench;
import io.mesher.bench.read.ReadBench;
import io.mesher.bench.store.StoreBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code ./mesher bench}. */
@Command(
    name = "bench",
    description = "Measures Mesher on this machine; read the ratios, machines differ.",
    subcommands = {IngestBench.class, ReadBench.class, StoreBench.class, EndToEndBench.class})
public final class BenchCommand {
  private BenchCommand() {}

  public static void main(String[] args) {
    int code =
        new CommandLine(new BenchCommand())
            .setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                  System.err.println("mesher bench: " + failure.getMessage());
                  return 1;
                })
            .execute(args);
    System.exit(code);
  }
}
