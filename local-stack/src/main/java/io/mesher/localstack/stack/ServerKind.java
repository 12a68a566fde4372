package io.mesher.localstack.stack;

import io.mesher.localstack.process.LogFile;
import io.mesher.localstack.server.EmbeddedKafka;
import io.mesher.localstack.server.EmbeddedPostgresql;
import io.mesher.localstack.server.EmbeddedRedis;
import io.mesher.localstack.server.EmbeddedServer;
import io.mesher.localstack.settings.DataDirectory;
import io.mesher.localstack.settings.Port;
import io.mesher.localstack.settings.StackSettings;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The embedded servers: how each is started, and what to say to hear whether it is well. */
enum ServerKind {
  /** Asked whether it does TLS: the first thing a client may say, answered without a login. */
  POSTGRESQL(
      "postgresql", "postgres.log", Port.POSTGRES, HexFormat.of().parseHex("0000000804d2162f")) {
    @Override
    EmbeddedServer start(StackSettings settings) {
      return EmbeddedPostgresql.start(
          settings.data().server(label()), settings.ports().of(Port.POSTGRES));
    }
  },
  /** Asked for its API versions: size, key 18, version 0, a correlation id, no client id. */
  KAFKA("kafka", "kafka.log", Port.KAFKA, HexFormat.of().parseHex("0000000a0012000000000001ffff")) {
    @Override
    EmbeddedServer start(StackSettings settings) {
      return EmbeddedKafka.start(
          settings.data().server(label()),
          settings.ports().of(Port.KAFKA),
          settings.ports().of(Port.KAFKA_CONTROLLER));
    }
  },
  REDIS("redis", "redis.log", Port.REDIS, "PING\r\n".getBytes(StandardCharsets.US_ASCII)) {
    @Override
    EmbeddedServer start(StackSettings settings) {
      return EmbeddedRedis.start(settings.data().server(label()), settings.ports().of(Port.REDIS));
    }
  };

  private final String label;
  private final String logName;
  private final Port port;
  private final byte[] question;

  ServerKind(String label, String logName, Port port, byte[] question) {
    this.label = label;
    this.logName = logName;
    this.port = port;
    this.question = question;
  }

  /** Starts it and waits until it answers; ends a leftover of an earlier run first. */
  abstract EmbeddedServer start(StackSettings settings);

  /** Its name in status, logs and directories. */
  String label() {
    return label;
  }

  Port port() {
    return port;
  }

  /** Where it writes its log. */
  LogFile log(DataDirectory data) {
    return new LogFile(data.server(label).resolve(logName));
  }

  /** Bytes that a healthy server answers at once, whatever the answer. */
  byte[] question() {
    return question.clone();
  }
}
