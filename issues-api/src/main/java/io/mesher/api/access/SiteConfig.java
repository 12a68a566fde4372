package io.mesher.api.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Where people and SDKs find this installation. */
@ConfigMapping(prefix = "mesher.site")
public interface SiteConfig {

  /**
   * The origin (and path, behind a shared host) in DSNs, links and cookies; requests by cookie from
   * any other origin are refused.
   */
  @WithDefault("http://localhost:8080")
  URI publicUrl();
}
