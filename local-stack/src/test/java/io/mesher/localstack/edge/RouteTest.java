package io.mesher.localstack.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.localstack.settings.Port;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {

  @ParameterizedTest
  @CsvSource({
    "/api/v1/events, INGEST",
    "/api/v1/events/bulk, INGEST",
    "/api/v1/events/0123456789abcdef0123456789abcdef, API",
    "/api/v1/eventsx, API",
    "/api/v1/orgs, API",
    "/api/v1, API",
    "/api/1/envelope/, INGEST",
    "/api/v10/store/, INGEST",
    "/api/my-project/store/, INGEST",
    "/ingest, WS",
    "/ingest/, WS",
    "/ingestion, API",
    "/stream/projects/1, WS",
    "/streams, API",
    "/ws/stream/projects/1, WS",
    "/healthz, API",
    "/q/openapi, API",
    "/, API",
    "/issues/1, API",
    "/quality, API"
  })
  void pathLeadsToItsService(String path, Port port) {
    assertThat(Route.of(path)).isEqualTo(new Route.To(port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q", "/q/", "/q/metrics", "/q/health/live", "/q/openapi/x"})
  void managementIsNotReached(String path) {
    assertThat(Route.of(path)).isEqualTo(new Route.Nowhere());
  }
}
