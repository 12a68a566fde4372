package io.mesher.localstack.settings;

import io.mesher.localstack.StackException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The origin under which others reach an address that is listened on. */
final class PublicUrl {
  private PublicUrl() {}

  /**
   * The origin.
   *
   * @param host an address or name of this machine; a wildcard means its first address that others
   *     can reach
   * @throws StackException when the host is none of this machine's
   */
  static String of(String host, int port) {
    try {
      var address = InetAddress.getByName(host);
      if (address.isLoopbackAddress()) {
        return "http://localhost:" + port;
      }
      if (address.isAnyLocalAddress()) {
        return "http://" + firstReachable() + ":" + port;
      }
      return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    } catch (UnknownHostException e) {
      throw new StackException("--host " + host + " is no address of this machine.", e);
    }
  }

  private static String firstReachable() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(PublicUrl::addresses)
          .findFirst()
          .orElse("localhost");
    } catch (SocketException e) {
      throw new StackException("the network interfaces can't be listed: " + e.getMessage(), e);
    }
  }

  private static Stream<String> addresses(NetworkInterface network) {
    return network
        .inetAddresses()
        .filter(Inet4Address.class::isInstance)
        .filter(Predicate.not(InetAddress::isLoopbackAddress))
        .map(InetAddress::getHostAddress);
  }
}
