package io.mesher.bench.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A number that a service tells Prometheus. */
public final class Metric {
  private final URI address;
  private final String name;
  private final String label;

  /**
   * A metric of the service whose probes are at a port of this machine.
   *
   * @param label {@code name="value"}, by which one of the name is chosen
   */
  public Metric(int managementPort, String name, String label) {
    this.address = URI.create("http://127.0.0.1:" + managementPort + "/q/metrics");
    this.name = name;
    this.label = label;
  }

  /** Its value now; 0 while the service does not tell it, as it starts or has nothing to count. */
  public double value() {
    try {
      var connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(5_000);
      connection.setRequestProperty("Accept", "text/plain");
      try (InputStream in = connection.getInputStream()) {
        return find(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      return 0; // not up yet
    }
  }

  private double find(String text) {
    return text.lines()
        .filter(line -> line.startsWith(name + "{") && line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(0);
  }
}
