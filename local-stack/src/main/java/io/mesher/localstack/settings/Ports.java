package io.mesher.localstack.settings;

import io.mesher.localstack.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which port each listener uses; no two the same. */
public final class Ports {
  private final Map<Port, Integer> numbers;

  private Ports(Map<Port, Integer> numbers) {
    this.numbers = Collections.unmodifiableMap(new EnumMap<>(numbers));
  }

  /**
   * The usual ports, moved by the variables that are set.
   *
   * @throws StackException when a variable is no port, or two listeners would share one
   */
  public static Ports from(Map<String, String> environment) {
    var numbers = new EnumMap<Port, Integer>(Port.class);
    for (var port : Port.values()) {
      int number = number(port, environment.get(port.variable()));
      for (var other : numbers.entrySet()) {
        if (other.getValue() == number) {
          throw new StackException(
              "%s and %s can't both use port %d; set %s or %s to another one."
                  .formatted(
                      other.getKey().user(),
                      port.user(),
                      number,
                      other.getKey().variable(),
                      port.variable()));
        }
      }
      numbers.put(port, number);
    }
    return new Ports(numbers);
  }

  private static int number(Port port, @Nullable String text) {
    if (text == null || text.isBlank()) {
      return port.usual();
    }
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= 1 && number <= 65_535) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, in the same words as a number out of range
    }
    throw new StackException(port.variable() + " is no port from 1 to 65535: " + text);
  }

  /** Ports that nobody listens on now, for tests that run beside others. */
  public static Ports free() {
    var numbers = new EnumMap<Port, Integer>(Port.class);
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (var port : Port.values()) {
        var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        held.add(socket);
        numbers.put(port, socket.getLocalPort());
      }
      return new Ports(numbers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      held.forEach(Ports::close);
    }
  }

  private static void close(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The number of a port. */
  public int of(Port port) {
    return Objects.requireNonNull(numbers.get(port), port.variable());
  }

  /** As environment variables, for a child that reads the same ones. */
  public Map<String, String> asEnvironment() {
    var environment = new TreeMap<String, String>();
    numbers.forEach((port, number) -> environment.put(port.variable(), number.toString()));
    return environment;
  }
}
