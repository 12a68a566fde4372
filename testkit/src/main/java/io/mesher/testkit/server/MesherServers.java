package io.mesher.testkit.server;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Gives a {@code @QuarkusTest} the shared servers, under the names of the environment variables
 * that configure the services in production: {@code @QuarkusTestResource(MesherServers.class)}.
 */
public final class MesherServers implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    return SharedServers.environment();
  }

  /** The servers live as long as the JVM: the next test class finds them warm. */
  @Override
  public void stop() {}
}
