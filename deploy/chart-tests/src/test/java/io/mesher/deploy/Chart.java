package io.mesher.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The chart, rendered with one of the values files. */
final class Chart {
  static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();
  static final Path DIRECTORY = ROOT.resolve("deploy/helm/mesher");
  static final List<String> VALUES = List.of("defaults", "trial", "small", "large", "everything");

  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

  /**
   * helm-java leaves hooks out of what it renders, so this copy has none: they are objects there.
   */
  private static final Path HOOKS_SHOWN = copyTo(Path.of("target", "chart"), "hidden.");

  private Chart() {}

  /** What Helm makes of one of {@link #VALUES}; rendered once. */
  static Manifests with(String values) {
    return RENDERED.computeIfAbsent(values, name -> Manifests.parse(command(name).call()));
  }

  /** What Helm makes of a values file and one value more. */
  static Manifests with(String values, String key, Object value) {
    return Manifests.parse(command(values).set(key, value).call());
  }

  /** What Helm makes of the default values for a release of another name. */
  static Manifests of(String release) {
    return Manifests.parse(command("defaults").withName(release).call());
  }

  private static TemplateCommand command(String values) {
    var command =
        new Helm(HOOKS_SHOWN)
            .template()
            .withName("mesher")
            .withNamespace("errors")
            .withKubeVersion("1.33.0");
    return values.equals("defaults") ? command : command.withValuesFile(file(values));
  }

  /** What an installation with a values file, and values more, tells at its end. */
  static String notes(String values, Object... more) {
    var command =
        new Helm(DIRECTORY)
            .install()
            .clientOnly()
            .withDryRunOption(DryRun.CLIENT)
            .withName("mesher")
            .withNamespace("errors")
            .withKubeVersion("1.33.0");
    if (!values.equals("defaults")) {
      command.withValuesFile(file(values));
    }
    for (int i = 0; i < more.length; i += 2) {
      command.set(more[i].toString(), more[i + 1]);
    }
    var output = command.call().getOutput();
    return output.substring(output.indexOf("NOTES:"));
  }

  private static Path file(String values) {
    return values.equals("everything")
        ? Path.of("src/test/resources/values-everything.yaml").toAbsolutePath()
        : DIRECTORY.resolve("values-" + values + ".yaml");
  }

  /** What a strict lint says of a copy of the chart whose values are those of a values file. */
  static LintResult lint(String values, Path copy) throws IOException {
    copyTo(copy, "");
    var merged = YAML.readTree(DIRECTORY.resolve("values.yaml").toFile());
    if (!values.equals("defaults")) {
      merged = YAML.readerForUpdating(merged).readTree(Files.readString(file(values)));
    }
    YAML.writeValue(copy.resolve("values.yaml").toFile(), merged);
    return new Helm(copy).lint().strict().call();
  }

  private static Path copyTo(Path copy, String hookPrefix) {
    try (var files = Files.walk(DIRECTORY)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var target = copy.resolve(DIRECTORY.relativize(file));
        Files.createDirectories(target.toAbsolutePath().getParent());
        Files.writeString(
            target, Files.readString(file).replace("helm.sh/hook", hookPrefix + "helm.sh/hook"));
      }
      return copy.toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of the repository. */
  static String read(String path) {
    try {
      return Files.readString(ROOT.resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
