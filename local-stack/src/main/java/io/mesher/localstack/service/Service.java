package io.mesher.localstack.service;

import io.mesher.localstack.settings.Port;

/** The services, in the order in which they are stopped: who takes in first, who stores last. */
public enum Service {
  INGEST_GATEWAY("ingest-gateway", Port.INGEST, Port.INGEST_MANAGEMENT),
  WS_GATEWAY("ws-gateway", Port.WS, Port.WS_MANAGEMENT),
  EVENT_PROCESSOR("event-processor", Port.PROCESSOR_MANAGEMENT, Port.PROCESSOR_MANAGEMENT),
  STORAGE_WRITER("storage-writer", Port.WRITER_MANAGEMENT, Port.WRITER_MANAGEMENT),
  ISSUES_API("issues-api", Port.API, Port.API_MANAGEMENT);

  private final String module;
  private final Port port;
  private final Port management;

  Service(String module, Port port, Port management) {
    this.module = module;
    this.port = port;
    this.management = management;
  }

  /** The module that it is built from, and its name. */
  public String module() {
    return module;
  }

  /** Where it works; the management port where it only has that. */
  public Port port() {
    return port;
  }

  /** Where its probes are. */
  public Port management() {
    return management;
  }
}
