package io.mesher.ws.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.testkit.server.MesherServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class ReadOnlyIT {
  @Inject Pool pool;

  @Test
  void thisServicesConnectionsCanNotWrite() throws Exception {
    var settings =
        pool.query("SHOW transaction_read_only")
            .execute()
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);

    assertThat(settings.iterator().next().getString(0)).isEqualTo("on");
  }
}
