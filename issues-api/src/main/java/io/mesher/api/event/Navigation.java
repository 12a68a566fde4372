package io.mesher.api.event;

import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The events beside one.
 *
 * @param nextId the one received after it
 * @param prevId the one received before it
 */
public record Navigation(@Nullable UUID nextId, @Nullable UUID prevId) {

  static Navigation of(Row row) {
    return new Navigation(row.getUUID("next_id"), row.getUUID("prev_id"));
  }
}
