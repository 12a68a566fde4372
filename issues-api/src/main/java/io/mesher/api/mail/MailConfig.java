package io.mesher.api.mail;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Whether mail can be sent; how is {@code quarkus.mailer}'s. */
@ConfigMapping(prefix = "mesher.mail")
public interface MailConfig {

  /** The server ({@code MESHER_SMTP_HOST}); without one nothing is sent. */
  Optional<String> host();
}
