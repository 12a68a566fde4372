package io.mesher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Dockerfile promises of both kinds of images. */
class ImageTest {
  private static final Pattern FROM = Pattern.compile("FROM (\\S+)(?: AS (\\S+))?");

  /** The text of each stage, by its name, with that of the stages it is made from. */
  private static final Map<String, String> STAGES = stages();

  private static Map<String, String> stages() {
    var stages = new LinkedHashMap<String, String>();
    for (var text : Chart.read("deploy/docker/Dockerfile").split("\n(?=FROM )")) {
      var from = FROM.matcher(text);
      if (from.lookingAt() && from.group(2) != null) {
        stages.put(from.group(2), stages.getOrDefault(from.group(1), "") + text);
      }
    }
    return stages;
  }

  private static String stage(String name) {
    assertThat(STAGES).containsKey(name);
    return STAGES.getOrDefault(name, "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"service", "prepare"})
  void runsAsNobodyInParticular(String image) {
    assertThat(Arrays.stream(stage(image).split("\n")).filter(line -> line.startsWith("USER ")))
        .last()
        .isEqualTo("USER 10001:10001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"service", "prepare"})
  void saysWhatItIsAndOfWhichCommit(String image) {
    assertThat(stage(image))
        .contains(
            "org.opencontainers.image.title=",
            "org.opencontainers.image.version=\"${VERSION}\"",
            "org.opencontainers.image.revision=\"${REVISION}\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"service-files", "prepare-files"})
  void carriesItsBillOfMaterialsAndFilesOfOneTime(String files) {
    assertThat(stage(files)).containsPattern("bom\\.jso\\[n] \\S*sbom\\.json");
    assertThat(stage(files)).contains("find /out -exec touch -h -d 2026-01-01T00:00:00Z {} +");
  }
}
