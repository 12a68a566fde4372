package io.mesher.localstack.server;

/** A server that was started here and lives as a process of its own. */
public interface EmbeddedServer extends AutoCloseable {

  /** Its name as people know it. */
  String name();

  /** The port it listens on, on 127.0.0.1. */
  int port();

  /** The process's id. */
  long pid();

  /** Whether the process runs; says nothing about whether it answers. */
  default boolean isAlive() {
    return ProcessHandle.of(pid()).map(ProcessHandle::isAlive).orElse(false);
  }

  /** Stops it and waits until it has ended; what it holds on disk stays. */
  @Override
  void close();
}
