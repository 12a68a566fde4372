package io.mesher.api.access;

import io.mesher.contracts.proxy.TrustedProxy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Where people and SDKs find this installation. */
@ConfigMapping(prefix = "mesher.site")
public interface SiteConfig {

  /**
   * The origin (and path, behind a shared host) in DSNs, links and cookies; requests by cookie from
   * any other origin are refused.
   */
  @WithDefault("http://localhost:8080")
  URI publicUrl();

  /**
   * Whose {@code X-Forwarded-For} is believed: addresses and networks, no names. None when absent.
   */
  Optional<List<@WithConverter(TrustedProxy.Reader.class) TrustedProxy>> trustedProxies();
}
