package io.mesher.admission.credential;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.mesher.contracts.event.ScrubRules;
import java.util.List;
import java.util.UUID;

/**
 * What admission knows of a project. Kept in Redis as JSON: members may be added, never renamed.
 *
 * @param sampleRate share of events to keep, 0 to 1
 * @param rateLimitEvents events a window
 * @param allowedOrigins of pages: {@code *}, an origin, or {@code *.example.com}
 */
public record Project(
    UUID id,
    long number,
    String slug,
    double sampleRate,
    int rateLimitEvents,
    int rateLimitWindowSeconds,
    List<String> allowedOrigins,
    List<String> scrubFields,
    boolean scrubIp) {

  public Project {
    allowedOrigins = List.copyOf(allowedOrigins);
    scrubFields = List.copyOf(scrubFields);
  }

  /** What the processor is to scrub beyond the usual. */
  @JsonIgnore
  public ScrubRules scrubRules() {
    return ScrubRules.of(scrubFields, scrubIp);
  }
}
