package io.mesher.e2e.sdk;

import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Project;
import io.mesher.e2e.system.Shared;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code @sentry/browser} in Chromium, from a page of another origin. */
@ExtendWith({Shared.class, NeedsNode.class})
class BrowserSdkE2E {
  private final MesherSystem mesher;

  BrowserSdkE2E(MesherSystem mesher) {
    this.mesher = mesher;
  }

  @Test
  void exceptionArrivesWithAllThatSurroundsIt() {
    var project = mesher.api().project();

    var id = Browser.show("browser/event.html", project.dsn());

    var event = project.awaitEvent(id, Project.PATIENCE);
    Checkout.assertSeen(event, "Error", "TypeError");
  }

  @Test
  void refusedClientGoesQuiet() {
    var project = mesher.api().project().exhausted();

    var statuses = Browser.show("browser/flood.html", project.dsn());

    Checkout.assertQuietAfterRefusal(Numbers.parse(statuses));
  }
}
