package io.mesher.api.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Who may register, and for how long a sign-in holds. */
@ConfigMapping(prefix = "mesher.accounts")
public interface AccountConfig {

  /**
   * Who may register once the first user, who owns the installation, has: anybody ({@code open}),
   * those with an invitation ({@code invite}), nobody ({@code off}).
   */
  @WithDefault("open")
  Registration registration();

  /** How long a session lives after the sign-in, however much it is used. */
  @WithDefault("P7D")
  Duration sessionLifetime();

  /** How many tries. */
  Throttle throttle();

  /**
   * Tries to sign in or register that are let through in a window. What is under way counts, too,
   * until it has succeeded.
   */
  interface Throttle {

    /** How long tries are remembered. */
    @WithDefault("PT15M")
    Duration window();

    /** Failed tries on one account. */
    @WithDefault("10")
    int perAccount();

    /** Failed tries and registrations from one address: many people may share one. */
    @WithDefault("100")
    int perAddress();
  }

  /** Who may register. */
  enum Registration {
    OPEN,
    INVITE,
    OFF
  }
}
