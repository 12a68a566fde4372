package io.mesher.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which environment variables the services' sources read. */
final class ServiceSources {
  static final List<String> SERVICES =
      List.of("ingest-gateway", "ws-gateway", "event-processor", "storage-writer", "issues-api");

  /** Where in a container everything may stay as it is: addresses and ports inside. */
  private static final Pattern INSIDE =
      Pattern.compile("MESHER_BIND_HOST|MESHER_(INGEST|WS|API)_PORT|MESHER_[A-Z]+_MANAGEMENT_PORT");

  private static final Map<String, List<String>> MODULES =
      Map.of(
          "ingest-gateway", List.of("ingest-gateway", "admission"),
          "ws-gateway", List.of("ws-gateway", "admission"));
  private static final Pattern READ = Pattern.compile("\\$\\{((?:MESHER|OTEL)_[A-Z_]+)");
  private static final Pattern NAMED = Pattern.compile("\"(MESHER_[A-Z_]+)\"");

  private ServiceSources() {}

  /** The variables of a service or of the job {@code prepare} that an operator has to do with. */
  static Set<String> environment(String component) {
    var names = new TreeSet<String>();
    if (component.equals("prepare")) {
      collect(Chart.read("db-schema/src/main/java/io/mesher/schema/Prepare.java"), NAMED, names);
    } else {
      for (var module : MODULES.getOrDefault(component, List.of(component))) {
        collect(module, names);
      }
    }
    names.removeIf(name -> INSIDE.matcher(name).matches());
    return names;
  }

  private static void collect(String module, Set<String> names) {
    try (var files = Files.walk(Chart.ROOT.resolve(module).resolve("src/main"))) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var name = file.toString();
        if (name.endsWith(".java") || name.endsWith("application.properties")) {
          collect(Files.readString(file), READ, names);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void collect(String text, Pattern pattern, Set<String> names) {
    pattern.matcher(text).results().map(found -> found.group(1)).forEach(names::add);
  }
}
