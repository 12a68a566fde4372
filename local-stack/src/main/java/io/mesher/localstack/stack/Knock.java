package io.mesher.localstack.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** The cheapest proof that a server answers: a question in its protocol, and any byte in return. */
final class Knock {
  private static final int TIMEOUT_MILLIS = 2_000;

  private Knock() {}

  static boolean isAnswered(int port, byte[] question) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(question);
      return socket.getInputStream().read() >= 0;
    } catch (IOException e) {
      return false; // not there, or not answering in time
    }
  }
}
