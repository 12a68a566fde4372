package io.mesher.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherIT {
  private static final String MAVEN = "echo 'Apache Maven 3.9.9 (x)'";

  @TempDir Path world;

  private Launcher launcher;

  @BeforeEach
  void makeWorld() {
    launcher = new Launcher(world);
  }

  /** A source tree with nothing but the script, whose build is a stand-in. */
  private Path emptyTree() throws IOException {
    var tree = Files.createDirectories(world.resolve("tree"));
    return Files.copy(Path.of("../mesher"), tree.resolve("mesher"));
  }

  @Test
  void helpNeedsNothing() {
    var result = launcher.run("help");

    assertThat(result.code()).isZero();
    assertThat(result.output()).contains("up [--detach]", "MESHER_HTTP_PORT", "reset");
  }

  @Test
  void noCommandMeansHelp() {
    assertThat(launcher.run()).isEqualTo(launcher.run("help"));
  }

  @Test
  void unknownCommandIsNamed() {
    var result = launcher.run("upp");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output())
        .isEqualTo("mesher: 'upp' is no command; './mesher help' lists them.\n");
  }

  @Test
  void missingJdkIsOneSentence() {
    var result = launcher.command("mvn", MAVEN).run("up");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).startsWith("mesher: no JDK of 21 or newer found; install one");
    assertThat(result.output().lines()).hasSize(1);
  }

  @Test
  void oldJavaOfPathAndJavaHomeIsPassedOver() throws IOException {
    var old = launcher.jdk("old", "17.0.15");
    launcher.jdk("good", "21.0.4");
    launcher.jdk("newest", "25.0.1");
    launcher.with("JAVA_HOME", old.toString());
    launcher.with("MESHER_JDK_DIRS", world.resolve("jdks").toString());
    launcher.command("java", "echo '    java.home = " + old + "' >&2");
    launcher.command("mvn", MAVEN + "; echo \"JAVA_HOME is $JAVA_HOME\"; exit 1");

    var result = launcher.run(emptyTree(), "up");

    assertThat(Files.readString(world.resolve("tree/target/mesher-build.log")))
        .contains("JAVA_HOME is " + world.resolve("jdks/newest"));
    assertThat(result.code()).isEqualTo(1);
  }

  @Test
  void goodJavaHomeIsTakenBeforeNewerOnes() throws IOException {
    var good = launcher.jdk("good", "21");
    launcher.jdk("newest", "25");
    launcher.with("JAVA_HOME", good.toString());
    launcher.with("MESHER_JDK_DIRS", world.resolve("jdks").toString());
    launcher.command("mvn", MAVEN + "; echo \"JAVA_HOME is $JAVA_HOME\"; exit 1");

    launcher.run(emptyTree(), "up");

    assertThat(Files.readString(world.resolve("tree/target/mesher-build.log")))
        .contains("JAVA_HOME is " + good);
  }

  @Test
  void runtimeWithoutCompilerIsNoJdk() throws IOException {
    var home = launcher.jdk("jre", "25");
    Files.delete(home.resolve("bin/javac"));

    var result = launcher.with("JAVA_HOME", home.toString()).run("up");

    assertThat(result.output()).startsWith("mesher: no JDK of 21 or newer found");
  }

  @Test
  void missingMavenIsOneSentence() throws IOException {
    launcher.with("JAVA_HOME", launcher.jdk("good", "25").toString());

    var result = launcher.run(emptyTree(), "up");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output())
        .isEqualTo(
            "mesher: Maven is missing; install Maven 3.8.7 or newer, or point MAVEN_HOME to it.\n");
  }

  @Test
  void oldMavenIsOneSentence() throws IOException {
    launcher.with("JAVA_HOME", launcher.jdk("good", "25").toString());
    launcher.command("mvn", "echo 'Apache Maven 3.6.3 (x)'");

    var result = launcher.run(emptyTree(), "up");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).startsWith("mesher: Maven 3.6.3 is too old; install Maven 3.8.7");
  }

  @Test
  void newerMavenThanTheFirstIsAccepted() throws IOException {
    launcher.with("JAVA_HOME", launcher.jdk("good", "25").toString());
    launcher.command("mvn", "echo 'Apache Maven 3.10.0 (x)'; exit 1");

    assertThat(launcher.run(emptyTree(), "up").output()).contains("Building Mesher");
  }

  @Test
  void failedBuildShowsItsErrorsAndItsLog() throws IOException {
    launcher.with("JAVA_HOME", launcher.jdk("good", "25").toString());
    launcher.command("mvn", MAVEN + "; echo '[ERROR] no such thing'; exit 1");

    var result = launcher.run(emptyTree(), "up");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output())
        .contains("[ERROR] no such thing")
        .endsWith("mesher-build.log\n")
        .contains("mesher: the build failed; all of it is in");
  }

  @Test
  void buildTellsEachModule() throws IOException {
    launcher.with("JAVA_HOME", launcher.jdk("good", "25").toString());
    launcher.command(
        "mvn", MAVEN + "; echo '[INFO] Building Mesher contracts 0.1.0-SNAPSHOT    [2/9]'; exit 1");

    assertThat(launcher.run(emptyTree(), "up").output()).contains("  Mesher contracts    [2/9]\n");
  }

  @Test
  void statusBeforeTheFirstStartSaysSo() {
    var result = launcher.run("status");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).contains("has not been started here yet");
  }

  @Test
  void downBeforeTheFirstStartIsNoError() {
    assertThat(launcher.run("down")).isEqualTo(new Launcher.Result(0, "Nothing runs.\n"));
  }

  @Test
  void resetLeavesForeignDirectoriesAlone() throws IOException {
    var precious = Files.createDirectories(world.resolve("data")).resolve("thesis.txt");
    Files.writeString(precious, "years of work");

    var result = launcher.run("reset", "--yes");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).contains("is no data directory of Mesher");
    assertThat(precious).exists();
  }

  @Test
  void resetAsksAndTakesSilenceAsNo() throws IOException {
    Files.createDirectories(world.resolve("data/run"));

    var result = launcher.run("reset");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).contains("Type yes").contains("nothing was deleted");
    assertThat(world.resolve("data/run")).exists();
  }

  @Test
  void resetDeletesTheDataDirectory() throws IOException {
    Files.createDirectories(world.resolve("data/run"));

    var result = launcher.run("reset", "--yes");

    assertThat(result.code()).isZero();
    assertThat(world.resolve("data")).doesNotExist();
  }

  @Test
  void secondUpIsRefusedInOneSentence() throws IOException {
    Files.createDirectories(world.resolve("data/run"));
    var main = "io.mesher.localstack.cli.MesherCommand";
    var running = new ProcessBuilder("sh", "-c", "sleep 60; exit", main).start();
    try {
      Files.write(
          world.resolve("data/run/supervisor.pid"), List.of(Long.toString(running.pid()), ""));

      var result = launcher.run("up");

      assertThat(result.code()).isEqualTo(1);
      assertThat(result.output())
          .startsWith("mesher: Mesher already runs here (pid " + running.pid() + ")");
    } finally {
      running.descendants().forEach(ProcessHandle::destroyForcibly);
      running.destroyForcibly();
    }
  }
}
