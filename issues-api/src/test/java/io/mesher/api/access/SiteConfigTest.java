package io.mesher.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.contracts.proxy.TrustedProxy;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteConfigTest {

  @Test
  void addressesAndNetworksOfProxiesAreRead() {
    assertThat(configured("10.1.2.3,::1/128").trustedProxies())
        .contains(List.of(new TrustedProxy("10.1.2.3"), new TrustedProxy("::1/128")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example", "::1"})
  void whatWouldBeLookedUpAtEachRequestStopsTheStart(String entry) {
    assertThatThrownBy(() -> configured("10.0.0.0/8," + entry))
        .hasMessageContaining("MESHER_TRUSTED_PROXIES has '" + entry + "'");
  }

  private static SiteConfig configured(String proxies) {
    return new SmallRyeConfigBuilder()
        .withMapping(SiteConfig.class)
        .withDefaultValue("mesher.site.trusted-proxies", proxies)
        .build()
        .getConfigMapping(SiteConfig.class);
  }
}
