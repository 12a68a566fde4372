package io.mesher.api.mail;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Sends mail. */
@ApplicationScoped
public class Post {
  private static final Logger LOG = Logger.getLogger(Post.class);
  private static final int MAX_SUBJECT = 200;

  /** The mail client itself waits for ever; servers let strangers wait for some seconds. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ReactiveMailer mailer;
  private final boolean open;
  private final Duration patience;

  @Inject
  Post(ReactiveMailer mailer, MailConfig config) {
    this(mailer, config, PATIENCE);
  }

  Post(ReactiveMailer mailer, MailConfig config, Duration patience) {
    this.mailer = mailer;
    this.patience = patience;
    this.open = config.host().isPresent();
  }

  /**
   * Sends a letter; done when the server has taken it, which fails after 30 s. Without a server it
   * is logged, without its content: that may hold what only its reader may know.
   *
   * @return whether a server has it
   */
  public Uni<Boolean> send(Letter letter) {
    if (!open) {
      LOG.infof(
          "no mail is sent, as MESHER_SMTP_HOST names no server: “%s” to %d",
          letter.subject(), letter.to().size());
      return Uni.createFrom().item(false);
    }
    var mail =
        new Mail()
            .setTo(letter.to())
            .setSubject(oneLine(letter.subject()))
            .setText(letter.text())
            .setHtml(letter.html());
    return mailer
        .send(mail)
        .replaceWith(true)
        .ifNoItem()
        .after(patience)
        .failWith(
            () -> new TimeoutException("no answer within " + patience.toSeconds() + " seconds"));
  }

  /** A subject is a header: nothing in it may begin another one. */
  private static String oneLine(String subject) {
    var line = subject.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > MAX_SUBJECT ? line.substring(0, MAX_SUBJECT) + "…" : line;
  }
}
