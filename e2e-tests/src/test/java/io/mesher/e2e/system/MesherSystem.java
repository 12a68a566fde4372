package io.mesher.e2e.system;

import io.mesher.localstack.account.Account;
import io.mesher.localstack.service.Service;
import io.mesher.localstack.settings.DataDirectory;
import io.mesher.localstack.settings.Ports;
import io.mesher.localstack.settings.StackSettings;
import io.mesher.localstack.settings.Tree;
import io.mesher.localstack.stack.LocalStack;
import io.mesher.localstack.stack.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** One Mesher on free ports with a data directory of its own, as {@code ./mesher up} runs it. */
public final class MesherSystem implements AutoCloseable {
  private static final Path TREE = Path.of("..").toAbsolutePath().normalize();

  private final StackSettings settings;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private LocalStack stack;

  private MesherSystem(StackSettings settings) {
    this.settings = settings;
    this.stack = LocalStack.start(settings, this::hear);
  }

  /**
   * Starts with an empty data directory.
   *
   * @param javaOptions of the services; properties stand for environment variables
   */
  public static MesherSystem startEmpty(String name, List<String> javaOptions) {
    var settings = emptySettings(name);
    return new MesherSystem(
        new StackSettings(
            settings.tree(),
            settings.data(),
            settings.ports(),
            settings.host(),
            settings.publicUrl(),
            javaOptions));
  }

  /** Settings for free ports and an emptied data directory under {@code target}. */
  public static StackSettings emptySettings(String name) {
    var data = Path.of("target", "e2e", name).toAbsolutePath();
    delete(data);
    return StackSettings.from(
        Ports.free().asEnvironment(), new Tree(TREE), new DataDirectory(data), Optional.empty());
  }

  private static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (var all = Files.walk(directory)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void hear(String line) {
    said.add(line);
    System.out.println(line);
  }

  /** Stops everything and starts it again with the same data. */
  public void restart() {
    stack.close();
    stack = LocalStack.start(settings, this::hear);
  }

  /** What the supervisor said so far. */
  public List<String> said() {
    return said;
  }

  public Account account() {
    return stack.account();
  }

  public StackSettings settings() {
    return settings;
  }

  /** How all parts are. */
  public Status status() {
    return Status.of(settings.data(), settings.ports());
  }

  /** The pid of a service or server. */
  public long pid(String name) {
    var status = status();
    return Stream.concat(status.services().stream(), status.servers().stream())
        .filter(part -> part.name().equals(name))
        .findFirst()
        .map(Status.Part::pid)
        .orElseThrow(() -> new AssertionError(name + " does not run"));
  }

  /** What a service says of itself at {@code /q/metrics}. */
  public String metrics(Service service) {
    var url = "http://127.0.0.1:%d/q/metrics".formatted(settings.ports().of(service.management()));
    return Http.text(Http.request(url));
  }

  /** A client of the REST API with the first account's token. */
  public Api api() {
    return new Api(settings.publicUrl(), account().apiToken());
  }

  @Override
  public void close() {
    stack.close();
  }
}
