package io.mesher.localstack.service;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/**
 * Asks a service how it is, on its management port of this machine. A new connection each time: a
 * kept one may belong to the process before the last restart.
 *
 * @param port the management port
 * @param timeout for connecting and for the answer, each
 */
public record HealthProbe(int port, Duration timeout) {

  /** Whether it says that it needs no restart. */
  public boolean isLive() {
    return answersOk("live");
  }

  /** Whether it says that it can do its work now. */
  public boolean isReady() {
    return answersOk("ready");
  }

  private boolean answersOk(String kind) {
    try {
      var url = URI.create("http://127.0.0.1:" + port + "/q/health/" + kind).toURL();
      var connection = (HttpURLConnection) url.openConnection();
      connection.setConnectTimeout((int) timeout.toMillis());
      connection.setReadTimeout((int) timeout.toMillis());
      connection.setRequestProperty("Connection", "close");
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false; // not there, or not answering in time
    }
  }
}
