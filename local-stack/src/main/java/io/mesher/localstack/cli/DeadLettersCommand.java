package io.mesher.localstack.cli;

import io.mesher.localstack.StackException;
import io.mesher.localstack.service.JavaCommand;
import io.mesher.localstack.service.Service;
import io.mesher.localstack.settings.Port;
import io.mesher.localstack.settings.StackSettings;
import io.mesher.localstack.stack.Description;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Hands its arguments to the storage-writer's own tool, with the way to this stack's Kafka. */
@Command(
    name = "dead-letters",
    description = "Lists, shows and replays records that could not be processed.")
final class DeadLettersCommand implements Callable<Integer> {
  @Unmatched private List<String> arguments = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException {
    var stack =
        Description.read(Place.data())
            .filter(found -> ProcessHandle.of(found.pid()).isPresent())
            .orElseThrow(
                () -> new StackException("Mesher does not run here; './mesher up' starts it."));
    var command =
        new ArrayList<>(
            JavaCommand.of(Place.tree().runnable(Service.STORAGE_WRITER.module()), List.of()));
    command.add("dead-letters");
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).inheritIO();
    builder
        .environment()
        .put(
            "MESHER_KAFKA_BOOTSTRAP_SERVERS",
            StackSettings.LOOPBACK + ":" + stack.ports().of(Port.KAFKA));
    try {
      return builder.start().waitFor();
    } catch (IOException e) {
      throw new StackException("dead-letters can't be started: " + e.getMessage(), e);
    }
  }
}
