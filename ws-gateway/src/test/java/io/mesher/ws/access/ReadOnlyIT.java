package io.mesher.ws.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mesher.testkit.server.MesherServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class ReadOnlyIT {
  @Inject Pool pool;

  @Test
  void thisServicesConnectionsCanNotWrite() throws Exception {
    assertThat(shown("transaction_read_only")).isEqualTo("on");
  }

  @Test
  void theyHaveTheRightsOfTheReader() throws Exception {
    assertThat(shown("role")).isEqualTo("mesher_reader");
    for (var statement : List.of("SELECT password_hash FROM users", "SELECT FROM events")) {
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> answer(statement))
          .withMessageContaining("permission denied");
    }
  }

  private String shown(String setting) throws Exception {
    return answer("SHOW " + setting).iterator().next().getString(0);
  }

  private RowSet<Row> answer(String statement) throws Exception {
    return pool.query(statement)
        .execute()
        .toCompletionStage()
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS);
  }
}
