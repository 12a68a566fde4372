package io.mesher.localstack.settings;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides how a local stack runs.
 *
 * @param tree the built program
 * @param data where it keeps its data
 * @param ports who listens where
 * @param host the address that edge and ws-gateway listen on
 * @param publicUrl the origin that people and SDKs use
 * @param javaOptions further options for the services' JVMs
 */
public record StackSettings(
    Tree tree,
    DataDirectory data,
    Ports ports,
    String host,
    String publicUrl,
    List<String> javaOptions) {
  /** Reached from this machine only. */
  public static final String LOOPBACK = "127.0.0.1";

  /**
   * Settings from the environment.
   *
   * @param host the address to listen on; empty means loopback
   */
  public static StackSettings from(
      Map<String, String> environment, Tree tree, DataDirectory data, Optional<String> host) {
    var ports = Ports.from(environment);
    var address = host.orElse(LOOPBACK);
    var url =
        Optional.ofNullable(environment.get("MESHER_PUBLIC_URL"))
            .filter(text -> !text.isBlank())
            .map(text -> text.replaceAll("/+$", ""))
            .orElseGet(() -> PublicUrl.of(address, ports.of(Port.HTTP)));
    return new StackSettings(
        tree, data, ports, address, url, options(environment.get("MESHER_JAVA_OPTS")));
  }

  private static List<String> options(@Nullable String text) {
    return text == null || text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
  }

  /** Where ws-gateway is reached directly. */
  public String webSocketUrl() {
    var host = URI.create(publicUrl).getHost();
    return "ws://" + host + ":" + ports.of(Port.WS);
  }
}
