package io.mesher.api.settings;

import io.vertx.mutiny.sqlclient.Row;
import java.util.List;

/** A project's settings; {@link SettingsChange} says what each means. */
public record Settings(
    int retentionDays,
    double sampleRate,
    int rateLimitEvents,
    int rateLimitWindowSeconds,
    List<String> allowedOrigins,
    List<String> scrubFields,
    boolean scrubIp) {

  static Settings of(Row row) {
    return new Settings(
        row.getInteger("retention_days"),
        row.getDouble("sample_rate"),
        row.getInteger("rate_limit_events"),
        row.getInteger("rate_limit_window_seconds"),
        List.of(row.getArrayOfStrings("allowed_origins")),
        List.of(row.getArrayOfStrings("scrub_fields")),
        row.getBoolean("scrub_ip"));
  }
}
