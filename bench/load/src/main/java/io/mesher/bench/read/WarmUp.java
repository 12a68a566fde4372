package io.mesher.bench.read;

import io.mesher.localstack.account.Account;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * Has the services' code compiled before anything is measured, by what comes in and by the same
 * calls on the first project, which holds one event: pages of the large ones stay where they are.
 */
final class WarmUp {
  private static final int ROUNDS = 40;

  /** The second compiler takes two minutes or three with what comes in. */
  private static final Duration LEAST = Duration.ofMinutes(3);

  /** Right after a start, with the rate coming in already and what an earlier run left. */
  private static final Duration VISIBLE = Duration.ofMinutes(3);

  private static final Pattern ISSUE = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
  private static final Pattern EVENT = Pattern.compile("\"id\":\"([0-9a-f]{32})\"");

  private final Client client;
  private final String project;
  private final String issue;
  private final String event;

  private WarmUp(Client client, String project, String issue, String event) {
    this.client = client;
    this.project = project;
    this.issue = issue;
    this.event = event;
  }

  static WarmUp of(Client client, String origin, Account account)
      throws IOException, InterruptedException {
    var sent =
        HttpRequest.newBuilder(URI.create(origin + "/api/v1/events"))
            .header("Authorization", "Bearer " + account.apiKey())
            .POST(HttpRequest.BodyPublishers.ofString("{\"message\":\"warming up\"}"))
            .build();
    String answer;
    try (var http = HttpClient.newHttpClient()) {
      answer = http.send(sent, HttpResponse.BodyHandlers.ofString()).body();
    }
    String event = first(EVENT, answer);
    String list = "/projects/" + account.projectNumber() + "/issues";
    Awaitility.await().atMost(VISIBLE).until(() -> ISSUE.matcher(client.get(list)).find());
    Awaitility.await().atMost(VISIBLE).until(() -> client.has("/events/" + event));
    return new WarmUp(
        client, Long.toString(account.projectNumber()), first(ISSUE, client.get(list)), event);
  }

  private static String first(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    if (!found.find()) {
      throw new IllegalStateException("no id in " + text);
    }
    return found.group(1);
  }

  void run(Collection<Supplier<String>> calls) throws IOException, InterruptedException {
    long start = System.nanoTime();
    for (int round = 0; round < ROUNDS; round++) {
      for (var call : calls) {
        client.time(
            call.get()
                .replaceFirst("^/projects/[0-9a-f-]{36}", "/projects/" + project)
                .replaceFirst("^/issues/[0-9a-f-]{36}", "/issues/" + issue)
                .replaceFirst("^/events/[0-9a-f-]{36}", "/events/" + event));
      }
    }
    Thread.sleep(Math.max(0, LEAST.toMillis() - (System.nanoTime() - start) / 1_000_000));
  }
}
