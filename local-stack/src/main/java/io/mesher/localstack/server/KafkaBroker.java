package io.mesher.localstack.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Time;

/**
 * The program of the child process: one broker and controller in KRaft mode, configured by a file.
 */
public final class KafkaBroker {
  private static final String CLUSTER_ID = "bWVzaGVyLWxvY2FsLTAwMQ"; // any UUID will do

  private KafkaBroker() {}

  /** One argument: the properties file. */
  public static void main(String[] args) throws Exception {
    var file = Path.of(args[0]);
    var properties = new Properties();
    try (var in = Files.newInputStream(file)) {
      properties.load(in);
    }
    StorageTool.execute(
        new String[] {
          "format", "--cluster-id", CLUSTER_ID, "--config", file.toString(), "--ignore-formatted"
        },
        System.out);
    var server = new KafkaRaftServer(KafkaConfig.fromProps(properties), Time.SYSTEM);
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  server.shutdown();
                  stopped.countDown();
                },
                "kafka-shutdown"));
    server.startup();
    server.awaitShutdown();
    stopped.await();
  }
}
