package io.mesher.localstack.cli;

import io.mesher.localstack.StackException;
import io.mesher.localstack.report.Allowance;
import io.mesher.localstack.report.SkippedTest;
import io.mesher.localstack.report.TestReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says loudly which tests were skipped; in CI, skips that are not allowed fail the run. */
@Command(name = "check-skips", hidden = true, description = "What ./mesher test ends with.")
final class CheckSkipsCommand implements Callable<Integer> {

  @Parameters(description = "The tree whose tests have run.")
  private Path tree = Path.of(".");

  @Option(names = "--newer-than", required = true, description = "A file made before the run.")
  private Path start = Path.of(".");

  @Override
  public Integer call() throws IOException {
    var skipped = TestReports.skipped(tree, Files.getLastModifiedTime(start));
    if (skipped.isEmpty()) {
      System.out.println("All tests ran, none was skipped.");
      return 0;
    }
    System.out.printf("%nSKIPPED: %d tests did not run.%n", skipped.size());
    skipped.forEach(test -> System.out.printf("  %s: %s%n", test.name(), test.reason()));
    if ("true".equals(System.getenv("CI"))) {
      refuse(skipped);
    }
    return 0;
  }

  private void refuse(List<SkippedTest> skipped) {
    var allowance = Allowance.read(tree.resolve("e2e-tests/allowed-skips.txt"));
    var refused =
        skipped.stream().filter(test -> !allowance.covers(test)).map(SkippedTest::name).toList();
    if (!refused.isEmpty()) {
      throw new StackException(
          "In CI these tests must run, or stand in e2e-tests/allowed-skips.txt: "
              + String.join(", ", refused));
    }
  }
}
