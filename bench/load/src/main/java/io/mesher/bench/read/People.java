package io.mesher.bench.read;

import io.mesher.bench.read.Changes.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** People who register, and what only they can send: it wants their session, or a letter's link. */
final class People {
  private static final String PASSWORD = "of no use to anybody";
  private static final Duration POST = Duration.ofSeconds(30);

  private final Client client;
  private final Path letters;

  People(Client client, Path letters) {
    this.client = client;
    this.letters = letters;
  }

  /** Somebody who is in no organisation yet. */
  record Person(String id, String email, String session) {
    Request changingPassword() {
      return new Request(
          "POST",
          "/auth/password",
          "{\"current_password\":\"" + PASSWORD + "\",\"new_password\":\"of more use now\"}",
          session);
    }

    Request forgettingPassword() {
      return new Request("POST", "/auth/password/forgotten", "{\"email\":\"" + email + "\"}");
    }
  }

  Person register() throws IOException, InterruptedException {
    return register(address());
  }

  Request registering() {
    return registering(address());
  }

  Request accepting(String organisation) throws IOException, InterruptedException {
    String email = address();
    client.change(
        new Request("POST", organisation + "/invitations", "{\"email\":\"" + email + "\"}"));
    return new Request(
        "POST",
        "/invitations/accept",
        "{\"token\":\"" + linked(email) + "\"}",
        register(email).session());
  }

  Request resettingPassword() throws IOException, InterruptedException {
    var person = register();
    client.change(person.forgettingPassword());
    return new Request(
        "POST",
        "/auth/password/reset",
        "{\"token\":\"" + linked(person.email()) + "\",\"new_password\":\"of more use now\"}");
  }

  private Person register(String email) throws IOException, InterruptedException {
    String session = client.session(registering(email));
    return new Person(Client.id(client.get("/auth/me", session)), email, session);
  }

  private static Request registering(String email) {
    return new Request(
        "POST",
        "/auth/register",
        "{\"email\":\"" + email + "\",\"password\":\"" + PASSWORD + "\",\"display_name\":\"New\"}");
  }

  private static String address() {
    return "new" + UUID.randomUUID() + "@seed.example";
  }

  /** The token of the link in the letter to that address. */
  private String linked(String email) {
    var link = Pattern.compile(Pattern.quote(email) + ".*token=([0-9a-f]+)");
    return Awaitility.await()
        .atMost(POST)
        .until(
            () ->
                link.matcher(Files.readString(letters))
                    .results()
                    .map(found -> found.group(1))
                    .reduce("", (earlier, later) -> later),
            found -> !found.isEmpty());
  }
}
