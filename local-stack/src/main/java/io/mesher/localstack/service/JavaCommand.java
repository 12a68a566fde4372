package io.mesher.localstack.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a service's JVM is started: small, quick to start, without warnings of newer JDKs. */
public final class JavaCommand {
  private static final int UNSAFE_OPTION_SINCE = 23;

  private JavaCommand() {}

  /**
   * The command that runs a jar; arguments may follow it.
   *
   * @param furtherOptions of the JVM
   */
  public static List<String> of(Path jar, List<String> furtherOptions) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xms32m",
            "-Xmx128m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=64m",
            "-XX:MaxDirectMemorySize=64m",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UseCompactObjectHeaders",
            "--enable-native-access=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED"));
    if (Runtime.version().feature() >= UNSAFE_OPTION_SINCE) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(furtherOptions);
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }
}
