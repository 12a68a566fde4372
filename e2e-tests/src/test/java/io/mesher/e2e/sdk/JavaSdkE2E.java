package io.mesher.e2e.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import io.sentry.Breadcrumb;
import io.sentry.DataCategory;
import io.sentry.Sentry;
import io.sentry.protocol.SentryId;
import io.sentry.protocol.User;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code io.sentry:sentry}. */
@ExtendWith(Shared.class)
class JavaSdkE2E {
  private static final long FLUSH_MILLIS = 10_000;

  private final MesherSystem mesher;

  JavaSdkE2E(MesherSystem mesher) {
    this.mesher = mesher;
  }

  @AfterEach
  void closeSdk() {
    Sentry.close();
  }

  private static void init(Project project) {
    Sentry.init(
        options -> {
          options.setDsn(project.dsn());
          options.setRelease("orders@1.2.3");
          options.setEnvironment("e2e");
          options.setEnableUncaughtExceptionHandler(false);
          options.addInAppInclude("io.mesher.e2e");
        });
  }

  private static RuntimeException failure() {
    try {
      readDisk();
      throw new AssertionError("unreachable");
    } catch (IOException e) {
      return new IllegalStateException("order 4711 was not stored", e);
    }
  }

  private static void readDisk() throws IOException {
    throw new IOException("the disk is gone");
  }

  @Test
  void exceptionArrivesWithAllThatSurroundsIt() {
    var project = mesher.api().project();
    init(project);
    try (var stream = project.stream()) {
      Sentry.addBreadcrumb(Breadcrumb.http("https://shop.example.org/orders", "POST"));
      Sentry.configureScope(
          scope -> {
            scope.setTag("region", "eu-west");
            var user = new User();
            user.setId("ada");
            user.setEmail("ada@example.org");
            scope.setUser(user);
          });

      SentryId id = Sentry.captureException(failure());
      Sentry.flush(FLUSH_MILLIS);

      stream.awaitEvent(id.toString(), Project.PATIENCE);
      var event = project.awaitEvent(id.toString(), Project.PATIENCE);
      assertThat(event.path("title").asText())
          .isEqualTo("IllegalStateException: order 4711 was not stored");
      assertThat(event.path("level").asText()).isEqualTo("error");
      assertThat(event.path("release").asText()).isEqualTo("orders@1.2.3");
      assertThat(event.path("environment").asText()).isEqualTo("e2e");
      assertThat(event.path("tags").path("region").asText()).isEqualTo("eu-west");
      assertThat(event.path("user_context").path("id").asText()).isEqualTo("ada");
      assertThat(event.path("sdk_name").asText()).isEqualTo("sentry.java");
      assertThat(event.path("breadcrumbs").toString()).contains("shop.example.org/orders");
      assertThat(event.path("exception").path("values"))
          .extracting(value -> value.path("type").asText())
          .containsExactly("IllegalStateException", "IOException");
      assertThat(event.path("stacktrace").path(0).path("function_name").asText())
          .isEqualTo("failure");
      assertThat(event.path("stacktrace").path(0).path("module").asText())
          .isEqualTo(JavaSdkE2E.class.getName());
    }
  }

  @Test
  void messagesThatDifferInNumbersAreOneIssue() {
    var project = mesher.api().project();
    init(project);

    Sentry.captureMessage("retry 1 of 5 failed");
    Sentry.captureMessage("retry 2 of 5 failed");
    SentryId last = Sentry.captureMessage("retry 3 of 5 failed");
    Sentry.flush(FLUSH_MILLIS);

    project.awaitEvent(last.toString(), Project.PATIENCE);
    assertThat(project.issues())
        .singleElement()
        .satisfies(issue -> assertThat(issue.path("event_count").asLong()).isEqualTo(3));
  }

  @Test
  void refusedClientGoesQuiet() {
    var project = mesher.api().project().exhausted();
    init(project);

    Sentry.captureMessage("is refused");
    Sentry.flush(FLUSH_MILLIS);

    var limiter = Objects.requireNonNull(Sentry.getCurrentScopes().getRateLimiter());
    assertThat(limiter.isActiveForCategory(DataCategory.Error)).isTrue();
  }
}
