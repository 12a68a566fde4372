package io.mesher.e2e.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.e2e.system.MesherSystem;
import io.mesher.e2e.system.Shared;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** TypeScript's view of the API, made of the document that the running system publishes. */
@ExtendWith({Shared.class, NeedsNode.class})
class ApiTypesE2E {
  private final MesherSystem mesher;

  ApiTypesE2E(MesherSystem mesher) {
    this.mesher = mesher;
  }

  @Test
  void theTypesOfTheDocumentSayWhatAPageNeedsToKnow() {
    var document = mesher.settings().publicUrl() + "/q/openapi?format=json";

    var made = run("node_modules/.bin/openapi-typescript", document, "-o", "api.d.ts");
    var checked = run("node_modules/.bin/tsc", "--noEmit", "--strict", "node/api.ts");

    assertThat(made.code()).as("%s", made.output()).isZero();
    assertThat(checked.code()).as("%s", checked.output()).isZero();
  }

  private static Tool.Result run(String... command) {
    return Tool.run(SdkPrograms.DIRECTORY, Map.of(), List.of(command));
  }
}
