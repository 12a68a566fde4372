package io.mesher.localstack.stack;

import io.mesher.localstack.process.LogFile;
import io.mesher.localstack.service.Service;
import io.mesher.localstack.settings.DataDirectory;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where everything of a data directory logs to. */
public final class Logs {
  private Logs() {}

  /** All logs by name: the supervisor's (written when in the background), services, servers. */
  public static Map<String, LogFile> of(DataDirectory data) {
    var logs = new LinkedHashMap<String, LogFile>();
    logs.put("mesher", new LogFile(data.log("mesher")));
    for (var service : Service.values()) {
      logs.put(service.module(), new LogFile(data.log(service.module())));
    }
    for (var kind : ServerKind.values()) {
      logs.put(kind.label(), kind.log(data));
    }
    return logs;
  }
}
