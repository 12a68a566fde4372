package io.mesher.localstack.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestReportsTest {
  private static final FileTime EVER = FileTime.from(Instant.EPOCH);

  @TempDir Path tree;

  private Path report(String module, String kind, String testcase) throws IOException {
    var directory = Files.createDirectories(tree.resolve(module).resolve("target").resolve(kind));
    Files.writeString(tree.resolve(module).resolve("pom.xml"), "<project/>");
    return Files.writeString(
        directory.resolve("TEST-x.xml"),
        "<?xml version='1.0'?><testsuite name='x'>" + testcase + "</testsuite>");
  }

  @Test
  void skipsOfAllModulesAreFoundWithTheirReasons() throws IOException {
    report(
        "a",
        "surefire-reports",
        "<testcase classname='io.a.OneTest' name='runs'/>"
            + "<testcase classname='io.a.OneTest' name='waits'><skipped message='no node'/></testcase>");
    report(
        "b", "failsafe-reports", "<testcase classname='io.b.TwoE2E' name=''><skipped/></testcase>");

    assertThat(TestReports.skipped(tree, EVER))
        .containsExactly(
            new SkippedTest("OneTest", "waits", "no node"), new SkippedTest("TwoE2E", "", ""));
  }

  @Test
  void anAssumptionThatDidNotHoldIsAReason() throws IOException {
    report(
        "deploy/a",
        "surefire-reports",
        "<testcase classname='io.a.OneTest' name='looks'><skipped type='x.Aborted'>"
            + "<![CDATA[x.Aborted: Assumption failed: no Chromium\n\tat x.A.b(A.java:3)]]>"
            + "</skipped></testcase>");

    assertThat(TestReports.skipped(tree, EVER))
        .containsExactly(new SkippedTest("OneTest", "looks", "Assumption failed: no Chromium"));
  }

  @Test
  void reportsOfEarlierRunsDoNotCount() throws IOException {
    var old =
        report(
            "a",
            "surefire-reports",
            "<testcase classname='io.a.OneTest' name='waits'><skipped/></testcase>");
    Files.setLastModifiedTime(old, EVER);

    assertThat(TestReports.skipped(tree, FileTime.from(Instant.ofEpochSecond(60)))).isEmpty();
  }

  @Test
  void allowanceNamesClassesAndMethods() throws IOException {
    var file =
        Files.writeString(tree.resolve("allowed"), "# why\nTwoE2E\nOneTest#waits # soak\n\n");

    var allowance = Allowance.read(file);

    assertThat(allowance.covers(new SkippedTest("TwoE2E", "any", ""))).isTrue();
    assertThat(allowance.covers(new SkippedTest("OneTest", "waits", ""))).isTrue();
    assertThat(allowance.covers(new SkippedTest("OneTest", "runs", ""))).isFalse();
  }
}
