package io.mesher.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.contracts.proxy.TrustedProxy;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxyTest {

  @Test
  void addressesAndNetworksAreRead() {
    assertThat(configured("10.1.2.3, 10.0.0.0/8,::1/128,fd00::/8"))
        .contains(
            List.of(
                new TrustedProxy("10.1.2.3"),
                new TrustedProxy("10.0.0.0/8"),
                new TrustedProxy("::1/128"),
                new TrustedProxy("fd00::/8")));
  }

  @Test
  void nobodyIsBelievedWhereNothingIsSet() {
    assertThat(configured("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"proxy.example", "::1", "localhost", "10.0.0.0/33", "proxy/8", "10.0.0.1:80"})
  void anythingThatWouldBeLookedUpStopsTheStart(String entry) {
    assertThatThrownBy(() -> configured("10.0.0.0/8," + entry))
        .hasMessageContaining("MESHER_TRUSTED_PROXIES has '" + entry + "'")
        .hasMessageContaining("an entry is an IPv4 address or a network");
  }

  private static Optional<List<TrustedProxy>> configured(String proxies) {
    return new SmallRyeConfigBuilder()
        .withMapping(IngestConfig.class)
        .withDefaultValue("mesher.ingest.body-timeout", "PT30S")
        .withDefaultValue("mesher.ingest.trusted-proxies", proxies)
        .build()
        .getConfigMapping(IngestConfig.class)
        .trustedProxies();
  }
}
