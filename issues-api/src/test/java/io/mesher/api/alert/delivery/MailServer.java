package io.mesher.api.alert.delivery;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** A real mail server on free ports; what it took is read by IMAP, as people do. */
public final class MailServer implements QuarkusTestResourceLifecycleManager {
  private static final String IMAP_PORT = "mesher.test.imap-port";
  private @Nullable GreenMail server;

  @Override
  public Map<String, String> start() {
    var mail =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
              new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
            });
    mail.getManagers().getUserManager().setAuthRequired(false);
    mail.start();
    server = mail;
    System.setProperty(IMAP_PORT, Integer.toString(mail.getImap().getPort()));
    return Map.of(
        "MESHER_SMTP_HOST",
        "127.0.0.1",
        "MESHER_SMTP_PORT",
        Integer.toString(mail.getSmtp().getPort()),
        "MESHER_SMTP_TLS",
        "DISABLED",
        "MESHER_SMTP_FROM",
        "mesher@example.org");
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop();
    }
  }

  /** A mail as it came. */
  record Received(String subject, String from, String text, String html) {}

  /** All mail of an address. */
  static List<Received> mailOf(String address) {
    try (var store = store(address);
        var inbox = store.getFolder("INBOX")) {
      inbox.open(Folder.READ_ONLY);
      var received = new ArrayList<Received>();
      for (Message message : inbox.getMessages()) {
        received.add(
            new Received(
                message.getSubject(),
                message.getFrom()[0].toString(),
                part(message, "text/plain"),
                part(message, "text/html")));
      }
      return received;
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first part of a type, however deep; empty when there is none. */
  private static String part(Part part, String type) throws MessagingException, IOException {
    if (part.isMimeType(type)) {
      return part.getContent().toString();
    }
    if (part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        var found = part(parts.getBodyPart(i), type);
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return "";
  }

  /** GreenMail makes an account with the first mail; its password is its address. */
  private static Store store(String address) throws MessagingException {
    var store = Session.getInstance(new Properties()).getStore("imap");
    store.connect(
        "127.0.0.1",
        Integer.parseInt(Objects.requireNonNull(System.getProperty(IMAP_PORT))),
        address,
        address);
    return store;
  }
}
