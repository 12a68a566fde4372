package io.mesher.e2e.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.localstack.service.Service;
import io.mesher.localstack.settings.Port;
import java.io.IOException;
import java.nio.file.Path;

/** What the ws-gateway of a system says of itself. */
record StreamGateway(MesherSystem mesher) {

  /** Where a project's stream is. */
  String streamUrl(Project project) {
    return "ws://127.0.0.1:%d/stream/projects/%d"
        .formatted(mesher.settings().ports().of(Port.WS), project.number());
  }

  /** Messages that were dropped for clients that do not read. */
  long dropped() {
    return (long) sum("mesher_ws_stream_dropped_total");
  }

  /** Heap after a collection, and buffers outside of it, in bytes. */
  long memoryInUse() throws InterruptedException {
    try {
      var collection =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(mesher.pid("ws-gateway")),
                  "GC.run")
              .inheritIO()
              .start();
      assertThat(collection.waitFor()).isZero();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return (long)
        (sum("jvm_memory_used_bytes{area=\"heap\"") + sum("jvm_buffer_memory_used_bytes"));
  }

  /** Of all series whose name and labels begin like this. */
  private double sum(String prefix) {
    var lines =
        mesher.metrics(Service.WS_GATEWAY).lines().filter(line -> line.startsWith(prefix)).toList();
    assertThat(lines).as(prefix).isNotEmpty();
    return lines.stream()
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
