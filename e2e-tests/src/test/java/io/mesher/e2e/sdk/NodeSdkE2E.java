package io.mesher.e2e.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code @sentry/node}. */
@ExtendWith({Shared.class, NeedsNode.class})
class NodeSdkE2E {
  private final MesherSystem mesher;

  NodeSdkE2E(MesherSystem mesher) {
    this.mesher = mesher;
  }

  @Test
  void exceptionArrivesWithAllThatSurroundsIt() {
    var project = mesher.api().project();

    var id = SdkPrograms.run(project.dsn(), "node", "node/event.mjs");

    var event = project.awaitEvent(id, Project.PATIENCE);
    Checkout.assertSeen(event, "Error", "TypeError");
  }

  @Test
  void refusedClientGoesQuiet() {
    var project = mesher.api().project().exhausted();

    var statuses = SdkPrograms.run(project.dsn(), "node", "node/flood.mjs");

    Checkout.assertQuietAfterRefusal(Numbers.parse(statuses));
  }

  @Test
  void clientThatUsesUpTheLimitIsToldBeforeItIsRefused() {
    var project = mesher.api().project().limitedTo(2);

    var statuses = SdkPrograms.run(project.dsn(), "node", "node/flood.mjs");

    assertThat(Numbers.parse(statuses)).containsExactly(200, 200, 0, 0, 0, 0, 0, 0);
  }
}
