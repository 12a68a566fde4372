package io.mesher.api.alert.address;

import io.mesher.api.alert.AlertConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** A configuration that allows these networks. */
final class AllowedNetworks {
  private AllowedNetworks() {}

  static AlertConfig of(String networks) {
    return new SmallRyeConfigBuilder()
        .withMapping(AlertConfig.class)
        .withDefaultValues(
            Map.of(
                "mesher.alerts.secret", "x",
                "mesher.alerts.allowed-networks", networks,
                // Without Quarkus durations are ISO 8601.
                "mesher.alerts.tick", "PT1S",
                "mesher.alerts.evaluate-every", "PT10S",
                "mesher.alerts.attempt-timeout", "PT10S"))
        .build()
        .getConfigMapping(AlertConfig.class);
  }
}
