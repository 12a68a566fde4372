package io.mesher.api.mail;

import java.net.URI;
import java.util.List;

/** Letters that consist of a sentence and a link. */
public final class LinkLetter {
  private LinkLetter() {}

  /**
   * Such a letter.
   *
   * @param says plain sentences of ours; nothing that a user wrote, as it stands in HTML too
   */
  public static Letter of(String to, String subject, String says, URI link) {
    return new Letter(
        List.of(to),
        subject,
        says + "\n\n" + link + "\n",
        "<p>" + says + "</p><p><a href=\"" + link + "\">" + link + "</a></p>");
  }
}
