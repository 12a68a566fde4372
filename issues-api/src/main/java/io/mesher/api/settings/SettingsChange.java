package io.mesher.api.settings;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to change; absent members stay as they are.
 *
 * @param retentionDays after which events are removed; issues and totals stay
 * @param sampleRate the share of events that is kept
 * @param rateLimitEvents how many events a window takes
 * @param rateLimitWindowSeconds how long a window is
 * @param allowedOrigins of web pages that may send: origins as {@code https://shop.example}, hosts,
 *     all below one ({@code *.shop.example}), or {@code *}
 * @param scrubFields names of members whose values are removed, beside the usual secrets
 * @param scrubIp whether IP addresses are removed
 */
public record SettingsChange(
    @Min(1) @Max(90) @Nullable Integer retentionDays,
    @DecimalMin("0") @DecimalMax("1") @Nullable Double sampleRate,
    @Min(1) @Max(10_000_000) @Nullable Integer rateLimitEvents,
    @Min(1) @Max(86_400) @Nullable Integer rateLimitWindowSeconds,
    @Size(max = 100)
        @Nullable
            List<
                @NotNull @Size(max = 300) @Pattern(regexp = ORIGIN, message = ORIGIN_MESSAGE)
                String>
            allowedOrigins,
    @Size(max = 100) @Nullable List<@NotNull @Size(min = 1, max = 100) String> scrubFields,
    @Nullable Boolean scrubIp) {

  private static final String ORIGIN =
      "\\*|https?://[A-Za-z0-9.*\\[\\]:-]+|(\\*\\.)?[A-Za-z0-9.-]+";
  private static final String ORIGIN_MESSAGE =
      "must be an origin such as https://shop.example, a host, all below one (*.example.com), or *";
}
