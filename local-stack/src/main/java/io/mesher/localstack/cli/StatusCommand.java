package io.mesher.localstack.cli;

import io.mesher.localstack.settings.Ports;
import io.mesher.localstack.stack.Description;
import io.mesher.localstack.stack.Status;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what runs. Exit code 1 when not everything is ready. */
@Command(name = "status", description = "What runs, where, and how it is.")
final class StatusCommand implements Callable<Integer> {

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Override
  public Integer call() {
    var data = Place.data();
    var ports =
        Description.read(data).map(Description::ports).orElseGet(() -> Ports.from(System.getenv()));
    var status = Status.of(data, ports);
    if (json) {
      System.out.println(Json.write(status));
    } else {
      print(status);
    }
    return status.isWell() ? 0 : 1;
  }

  private static void print(Status status) {
    System.out.println(
        status.supervisor() == null
            ? "Mesher does not run."
            : "Mesher runs, supervised by process " + status.supervisor() + ".");
    System.out.printf("%-18s %8s %6s  %-5s %s%n", "", "pid", "port", "live", "ready");
    status.services().forEach(StatusCommand::print);
    status.servers().forEach(StatusCommand::print);
  }

  private static void print(Status.Part part) {
    System.out.printf(
        "%-18s %8s %6d  %-5s %s%n",
        part.name(),
        part.pid() == null ? "-" : part.pid().toString(),
        part.port(),
        part.live() ? "yes" : "no",
        part.ready() ? "yes" : "no");
  }
}
