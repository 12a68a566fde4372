package io.mesher.e2e.system;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.stream.Stream;

/** A real mail server on a free port, which takes mail for anybody. */
public final class MailServer implements AutoCloseable {
  private final GreenMail server;

  private MailServer(GreenMail server) {
    this.server = server;
  }

  static MailServer start() {
    var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.getManagers().getUserManager().setAuthRequired(false);
    server.start();
    return new MailServer(server);
  }

  /** What makes a service send its mail here. */
  List<String> javaOptions() {
    return List.of(
        "-DMESHER_SMTP_HOST=127.0.0.1",
        "-DMESHER_SMTP_PORT=" + server.getSmtp().getPort(),
        "-DMESHER_SMTP_TLS=DISABLED");
  }

  /** The subjects of all mail that came, in the order in which it came. */
  public List<String> subjects() {
    return Stream.of(server.getReceivedMessages()).map(MailServer::subject).toList();
  }

  private static String subject(MimeMessage message) {
    try {
      return message.getSubject();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
