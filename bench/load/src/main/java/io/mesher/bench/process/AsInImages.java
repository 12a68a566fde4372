package io.mesher.bench.process;

import java.util.HashMap;
import java.util.Map;

/**
 * The services' JVMs as the images run them: {@code ./mesher up} leaves the second compiler out, to
 * start sooner.
 */
public final class AsInImages {
  private static final String OPTIONS = "MESHER_JAVA_OPTS";
  private static final String BOTH_COMPILERS =
      "-XX:TieredStopAtLevel=4 -XX:ReservedCodeCacheSize=128m -Xmx192m";

  private AsInImages() {}

  /** The environment with those options, unless it has some. */
  public static Map<String, String> of(Map<String, String> environment) {
    var changed = new HashMap<>(environment);
    changed.putIfAbsent(OPTIONS, BOTH_COMPILERS);
    return changed;
  }
}
