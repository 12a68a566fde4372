package io.mesher.api.alert.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.api.problem.BadRequestException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"1.1.1.1", "93.184.215.14", "172.32.0.1", "2606:4700::1111", "2a00:1450::8a"})
  void thePublicInternetIsAllowed(String address) throws UnknownHostException {
    assertThat(networks("").allow(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.2.1",
        "192.168.1.1",
        "198.19.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "fc00::1",
        "fe80::1",
        "ff02::1",
        "2001::1",
        "2001:db8::1",
        "2002:a00:1::"
      })
  void whatIsNotPublicIsRefused(String address) throws UnknownHostException {
    assertThat(networks("").allow(InetAddress.getByName(address))).isFalse();
  }

  @Test
  void theConfigurationAllowsNetworksBesides() throws UnknownHostException {
    var networks = networks("10.20.0.0/16, fd00::/8");

    assertThat(networks.allow(InetAddress.getByName("10.20.255.1"))).isTrue();
    assertThat(networks.allow(InetAddress.getByName("fd12::1"))).isTrue();
    assertThat(networks.allow(InetAddress.getByName("10.21.0.1"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "intranet/8", "10.0.0.0/33", "10.0.0.0/x", "::1/129"})
  void whatIsNoNetworkStopsTheStart(String entry) {
    assertThatThrownBy(() -> networks(entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("MESHER_ALERT_ALLOWED_NETWORKS")
        .hasMessageContaining(entry);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hooks.example/x",
        "ftp://hooks.example/x",
        "https:///x",
        "https://hooks.example:99999/",
        "https://me:secret@hooks.example/",
        "https://hooks.example/#part",
        "https://hooks example/",
        "http://127.0.0.1:9000/",
        "http://[::1]/",
        "http://[::ffff:169.254.169.254]/"
      })
  void urlsThatCanNotBeSentToAreRefused(String url) {
    assertThatThrownBy(() -> new TargetUrls(networks("")).checked("action.url", url))
        .isInstanceOf(BadRequestException.class)
        .hasMessageStartingWith("action.url must");
  }

  @Test
  void urlsAreKeptAsTheyAreButForTheScheme() {
    var urls = new TargetUrls(networks("127.0.0.1/32"));

    assertThat(urls.checked("url", "HTTPS://hooks.example/a?b=c"))
        .isEqualTo("https://hooks.example/a?b=c");
    assertThat(urls.checked("url", "http://127.0.0.1:9000/")).isEqualTo("http://127.0.0.1:9000/");
  }

  private static Networks networks(String allowed) {
    return new Networks(AllowedNetworks.of(allowed));
  }
}
