package io.mesher.processor.grouping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One exception of a chain.
 *
 * @param synthetic whether the SDK made it up to carry a stack: its type then means nothing
 * @param frames outermost caller first
 */
public record Failure(
    @Nullable String type, @Nullable String value, boolean synthetic, List<Frame> frames) {
  public Failure {
    frames = List.copyOf(frames);
  }
}
