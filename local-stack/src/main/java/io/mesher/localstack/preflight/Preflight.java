package io.mesher.localstack.preflight;

import io.mesher.localstack.StackException;
import io.mesher.localstack.settings.Port;
import io.mesher.localstack.settings.StackSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Refuses a start that would fail later in a way that is hard to understand. */
public final class Preflight {
  /** Five services, the supervisor, PostgreSQL, Kafka and Redis, as measured, and some air. */
  static final long MEMORY_BYTES = 1_800L * 1024 * 1024;

  /** Kafka's and PostgreSQL's first files, and room for a day of events. */
  static final long DISK_BYTES = 1_024L * 1024 * 1024;

  private static final long MIB = 1024 * 1024;

  private Preflight() {}

  /**
   * Checks everything.
   *
   * @throws StackException with the first lack
   */
  public static void check(StackSettings settings, Machine machine) {
    checkRoom(settings, machine);
    for (var port : Port.values()) {
      checkPort(settings, port);
    }
  }

  private static void checkRoom(StackSettings settings, Machine machine) {
    if (machine.memoryBytes() < MEMORY_BYTES) {
      throw new StackException(
          "Mesher needs %d MiB of free memory, and only %d MiB are available."
              .formatted(MEMORY_BYTES / MIB, machine.memoryBytes() / MIB));
    }
    if (machine.diskBytes() < DISK_BYTES) {
      throw new StackException(
          "Mesher needs %d MiB of free disk for %s, and only %d MiB are left; MESHER_DATA names another place."
              .formatted(DISK_BYTES / MIB, settings.data().root(), machine.diskBytes() / MIB));
    }
  }

  private static void checkPort(StackSettings settings, Port port) {
    int number = settings.ports().of(port);
    boolean isPublic = port == Port.HTTP || port == Port.WS;
    var host = isPublic ? settings.host() : StackSettings.LOOPBACK;
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(
          true); // connections of the last run that are still closing don't matter
      socket.bind(new InetSocketAddress(InetAddress.getByName(host), number));
    } catch (IOException e) {
      throw new StackException(
          "Port %d, which %s needs, is taken (%s); free it or set %s to another one."
              .formatted(number, port.user(), e.getMessage(), port.variable()),
          e);
    }
  }
}
