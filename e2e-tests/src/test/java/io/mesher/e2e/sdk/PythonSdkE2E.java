package io.mesher.e2e.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code sentry-sdk} of Python: the current one, and an old one that speaks to {@code /store/}. */
@ExtendWith(Shared.class)
class PythonSdkE2E {
  private final MesherSystem mesher;

  PythonSdkE2E(MesherSystem mesher) {
    this.mesher = mesher;
  }

  @ParameterizedTest
  @ValueSource(strings = {"current", "store"})
  void exceptionArrivesWithAllThatSurroundsIt(String version) {
    var python = SdkPrograms.needPython(version);
    var project = mesher.api().project();

    var id = SdkPrograms.run(project.dsn(), python, "python/event.py");

    var event = project.awaitEvent(id, Project.PATIENCE);
    Checkout.assertSeen(event, "RuntimeError", "TypeError");
  }

  @ParameterizedTest
  @ValueSource(strings = {"current", "store"})
  void refusedClientGoesQuiet(String version) {
    var python = SdkPrograms.needPython(version);
    var project = mesher.api().project().exhausted();

    var requests = SdkPrograms.run(project.dsn(), python, "python/flood.py");

    assertThat(requests).as("one that is refused, of eight").isEqualTo("1");
  }
}
