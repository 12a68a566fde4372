package io.mesher.api.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import org.jboss.logging.Logger;

/** Brings people links that only they may follow. */
@ApplicationScoped
public class LinkPost {
  private static final Logger LOG = Logger.getLogger(LinkPost.class);

  private final Post post;

  LinkPost(Post post) {
    this.post = post;
  }

  /**
   * Mails a link, or logs it where no mail is sent. Does not wait: how long an answer takes must
   * not tell whether there was something to mail.
   *
   * @param says plain sentences of ours; nothing that a user wrote, as it stands in HTML too
   */
  public void send(String to, String subject, String says, URI link) {
    var letter =
        new Letter(
            List.of(to),
            subject,
            says + "\n\n" + link + "\n",
            "<p>" + says + "</p><p><a href=\"" + link + "\">" + link + "</a></p>");
    post.send(letter)
        .subscribe()
        .with(
            sent -> {
              if (!sent) {
                LOG.infof("“%s” for %s: %s", subject, to, link);
              }
            },
            failure -> LOG.errorf(failure, "“%s” could not be mailed", subject));
  }
}
