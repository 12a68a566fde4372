package io.mesher.localstack.stack;

import io.mesher.contracts.topic.TopicSetup;
import io.mesher.localstack.StackException;
import io.mesher.localstack.account.Account;
import io.mesher.localstack.account.AccountFile;
import io.mesher.localstack.account.FirstAccount;
import io.mesher.localstack.edge.Edge;
import io.mesher.localstack.preflight.Machine;
import io.mesher.localstack.preflight.Preflight;
import io.mesher.localstack.process.PidFile;
import io.mesher.localstack.server.EmbeddedPostgresql;
import io.mesher.localstack.service.Service;
import io.mesher.localstack.service.ServiceProcess;
import io.mesher.localstack.settings.Port;
import io.mesher.localstack.settings.StackSettings;
import io.mesher.localstack.supervisor.Patience;
import io.mesher.localstack.supervisor.Supervisor;
import io.mesher.schema.Migrations;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A whole Mesher on this machine, running from {@link #start} to {@link #close}. */
public final class LocalStack implements AutoCloseable {
  /**
   * The file in the data directory's {@code run} that holds the supervisor's pid; the launcher
   * reads it.
   */
  public static final String SUPERVISOR_PID = "supervisor.pid";

  private final StackSettings settings;
  private final Progress progress;
  private final Map<ServerKind, SupervisedServer> servers = new EnumMap<>(ServerKind.class);
  private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
  // What to undo, newest first; also when the start breaks off half-way.
  private final Deque<Runnable> undo = new ArrayDeque<>();

  private volatile @Nullable Edge edge;

  private LocalStack(StackSettings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Starts everything and returns when all of it is ready.
   *
   * @throws StackException when something can't be started; what was started is stopped again
   */
  public static LocalStack start(StackSettings settings, Progress progress) {
    var stack = new LocalStack(settings, progress);
    try {
      stack.start();
      return stack;
    } catch (RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private void start() {
    settings.data().create();
    takePlace();
    endLeftovers();
    Preflight.check(settings, Machine.now(settings.data().root()));
    startServers();
    startServices();
    supervise();
    Description.of(settings).write(settings.data());
    System.gc(); // returns what unpacking and starting needed once; from now on little is used
  }

  private void takePlace() {
    var lock = RunLock.take(settings.data());
    undo.push(lock::close);
    var pid = new PidFile(settings.data().run().resolve(SUPERVISOR_PID));
    pid.write(ProcessHandle.current());
    undo.push(pid::delete);
  }

  private void endLeftovers() {
    int ended = Leftovers.end(settings.data());
    if (ended > 0) {
      progress.say("Stopped %d processes that an earlier run left behind.".formatted(ended));
    }
  }

  private void startServers() {
    undo.push(
        () ->
            Together.toTheEnd(
                servers.values().stream().<Runnable>map(server -> server::stop).toList()));
    for (var kind : ServerKind.values()) {
      servers.put(kind, new SupervisedServer(kind, settings));
    }
    // Alone: its program is unpacked, and a process that another thread forks meanwhile would hold
    // it open.
    startServer(ServerKind.REDIS);
    Together.toTheEnd(
        List.of(
            () -> {
              startServer(ServerKind.POSTGRESQL);
              timed("schema", "migrated", this::migrate);
            },
            () -> {
              startServer(ServerKind.KAFKA);
              timed("topics", "ready", this::createTopics);
            }));
  }

  private void startServer(ServerKind kind) {
    var server = Objects.requireNonNull(servers.get(kind), kind.label());
    timed(kind.label(), "ready", server::start);
  }

  private void migrate() {
    Migrations.migrate(
        "jdbc:postgresql://127.0.0.1:%d/%s"
            .formatted(settings.ports().of(Port.POSTGRES), EmbeddedPostgresql.DATABASE),
        EmbeddedPostgresql.USER,
        EmbeddedPostgresql.PASSWORD);
  }

  private void createTopics() {
    TopicSetup.SINGLE_BROKER.prepare(
        Map.of("bootstrap.servers", "127.0.0.1:" + settings.ports().of(Port.KAFKA)));
  }

  private void startServices() {
    var secret = SharedSecret.of(settings.data());
    for (var service : Service.values()) {
      services.put(service, ServiceProcess.of(service, settings, secret));
    }
    undo.push(this::stopServices);
    undo.push(this::stopEdge);
    Together.orInterrupt(
        Stream.concat(
                Stream.<Runnable>of(this::startEdge),
                Arrays.stream(Service.values()).<Runnable>map(one -> () -> startService(one)))
            .toList());
  }

  private void startService(Service service) {
    var process = process(service);
    timed(
        service.module(),
        "ready",
        () -> {
          process.start();
          process.awaitReady();
        });
    if (service == Service.ISSUES_API) {
      timed("first account", "ready", this::account);
    }
  }

  /** Gateways first: nothing more comes in while the others finish what they hold. */
  private void stopServices() {
    Together.toTheEnd(List.of(stopping(Service.INGEST_GATEWAY), stopping(Service.WS_GATEWAY)));
    Together.toTheEnd(
        List.of(
            stopping(Service.EVENT_PROCESSOR),
            stopping(Service.STORAGE_WRITER),
            stopping(Service.ISSUES_API)));
  }

  private ServiceProcess process(Service service) {
    return Objects.requireNonNull(services.get(service), service.module());
  }

  private Runnable stopping(Service service) {
    return process(service)::stop;
  }

  private void startEdge() {
    timed("edge", "ready", () -> edge = Edge.start(settings.host(), settings.ports()));
  }

  private void stopEdge() {
    var running = edge;
    if (running != null) {
      running.close();
    }
  }

  private void supervise() {
    var supervisor = new Supervisor(Patience.DEFAULT, Clock.systemUTC(), progress::say);
    undo.push(supervisor::close);
    servers.values().forEach(supervisor::keep);
    services.values().forEach(supervisor::keep);
  }

  /** The first account; made when there is none yet. */
  public Account account() {
    return FirstAccount.ensure(
        new AccountFile(settings.data().credentials()),
        URI.create("http://127.0.0.1:" + settings.ports().of(Port.API)));
  }

  /** What it was started with. */
  public StackSettings settings() {
    return settings;
  }

  /** Stops everything in order; the data stays. */
  @Override
  public void close() {
    while (!undo.isEmpty()) {
      undo.pop().run();
    }
  }

  private void timed(String what, String state, Runnable step) {
    var begin = System.nanoTime();
    step.run();
    progress.done(what, state, since(begin));
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
