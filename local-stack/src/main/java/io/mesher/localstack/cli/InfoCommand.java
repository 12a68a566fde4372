package io.mesher.localstack.cli;

import io.mesher.localstack.StackException;
import io.mesher.localstack.account.Account;
import io.mesher.localstack.account.AccountFile;
import io.mesher.localstack.stack.Description;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells addresses and credentials of the first project. */
@Command(name = "info", description = "Address, DSN, key, token and login of the first project.")
final class InfoCommand implements Callable<Integer> {

  @Option(names = "--json", description = "As JSON.")
  private boolean json;

  @Option(
      names = "--shell",
      description = "As variables for a shell: eval \"$(./mesher info --shell)\".")
  private boolean shell;

  /** What is told. */
  record Info(
      String origin,
      String ws,
      String dsn,
      String apiKey,
      String apiToken,
      String email,
      String password,
      String orgId,
      String projectId,
      long projectNumber) {

    static Info of(Account account, Description stack) {
      return new Info(
          stack.origin(),
          stack.ws(),
          account.dsn(stack.origin()),
          account.apiKey(),
          account.apiToken(),
          account.email(),
          account.password(),
          account.orgId(),
          account.projectId(),
          account.projectNumber());
    }
  }

  @Override
  public Integer call() {
    var data = Place.data();
    var account = new AccountFile(data.credentials()).read().orElseThrow(InfoCommand::notYet);
    var stack = Description.read(data).orElseThrow(InfoCommand::notYet);
    var info = Info.of(account, stack);
    if (json) {
      System.out.println(Json.write(info));
    } else if (shell) {
      printVariables(info);
    } else {
      print(info);
    }
    return 0;
  }

  private static StackException notYet() {
    return new StackException("Mesher has not been ready here yet; './mesher up' starts it.");
  }

  private static void print(Info info) {
    line("Origin", info.origin());
    line("WebSocket", info.ws());
    line("Login", info.email());
    line("Password", info.password());
    line("DSN", info.dsn());
    line("API key", info.apiKey());
    line("API token", info.apiToken());
    line("Organisation", info.orgId());
    line("Project", info.projectId() + " (number " + info.projectNumber() + ")");
  }

  private static void printVariables(Info info) {
    variable("ORIGIN", info.origin());
    variable("WS", info.ws());
    variable("DSN", info.dsn());
    variable("API_KEY", info.apiKey());
    variable("API_TOKEN", info.apiToken());
    variable("PROJECT_ID", info.projectId());
  }

  private static void variable(String name, String value) {
    System.out.printf("export MESHER_%s='%s'%n", name, value.replace("'", "'\\''"));
  }

  private static void line(String name, String value) {
    System.out.printf("%-14s %s%n", name, value);
  }
}
