package io.mesher.localstack.cli;

import io.mesher.localstack.StackException;
import io.mesher.localstack.account.Account;
import io.mesher.localstack.account.AccountFile;
import io.mesher.localstack.settings.StackSettings;

/** What a person wants to know when everything runs. */
final class Welcome {
  private Welcome() {}

  static String text(StackSettings settings, boolean inBackground) {
    var account =
        new AccountFile(settings.data().credentials())
            .read()
            .orElseThrow(() -> new StackException("The first account is missing."));
    return text(settings.publicUrl(), settings.webSocketUrl(), account, inBackground);
  }

  private static String text(String origin, String ws, Account account, boolean inBackground) {
    return """

      Look here      %s
      Login          %s
      Password       %s

      DSN for SDKs   %s
      API token      %s
      Live stream    %s/stream/projects/%d

      Send a first event:

        curl -X POST %s/api/v1/events \\
          -H 'Authorization: Bearer %s' \\
          -H 'Content-Type: application/json' \\
          -d '{"message": "Hello, Mesher", "level": "info"}'

      and see it:

        curl -H 'Authorization: Bearer %s' %s/api/v1/projects/%d/issues

      More to see    ./mesher demo
      Stop           %s
      """
        .formatted(
            origin,
            account.email(),
            account.password(),
            account.dsn(origin),
            account.apiToken(),
            ws,
            account.projectNumber(),
            origin,
            account.apiKey(),
            account.apiToken(),
            origin,
            account.projectNumber(),
            inBackground ? "./mesher down" : "Ctrl-C");
  }
}
