package io.mesher.writer;

import io.mesher.contracts.codec.Micros;
import io.mesher.contracts.event.GroupedEvent;
import io.mesher.contracts.event.PayloadCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Grouped events as the event-processor writes them. */
public final class EventBuilder {
  private final UUID projectId;
  private UUID eventId = UUID.randomUUID();
  private Instant receivedAt = Micros.truncate(Instant.now());
  private String level = "error";
  private String message = "it broke";
  private @Nullable String environment = "production";
  private @Nullable String release = "shop@1.0";
  private @Nullable String user;
  private Map<String, String> tags = Map.of("region", "eu");
  private List<String> hashes = List.of(hash("only"));

  private EventBuilder(UUID projectId) {
    this.projectId = projectId;
  }

  public static EventBuilder anEvent(UUID projectId) {
    return new EventBuilder(projectId);
  }

  /** 32 hex digits for a name. */
  public static String hash(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
        .toString()
        .replace("-", "");
  }

  public EventBuilder withId(UUID id) {
    eventId = id;
    return this;
  }

  public EventBuilder receivedAt(Instant at) {
    receivedAt = at;
    return this;
  }

  public EventBuilder withLevel(String newLevel) {
    level = newLevel;
    return this;
  }

  public EventBuilder withMessage(String newMessage) {
    message = newMessage;
    return this;
  }

  public EventBuilder inEnvironment(@Nullable String newEnvironment) {
    environment = newEnvironment;
    return this;
  }

  public EventBuilder ofRelease(@Nullable String newRelease) {
    release = newRelease;
    return this;
  }

  public EventBuilder ofUser(@Nullable String newUser) {
    user = newUser;
    return this;
  }

  public EventBuilder withTags(Map<String, String> newTags) {
    tags = newTags;
    return this;
  }

  /** Names of hashes, the primary one first. */
  public EventBuilder hashed(String... names) {
    hashes = Arrays.stream(names).map(EventBuilder::hash).toList();
    return this;
  }

  /** Hashes as they are. */
  public EventBuilder ofHashes(List<String> newHashes) {
    hashes = newHashes;
    return this;
  }

  public GroupedEvent build() {
    var payload = "{\"message\":\"" + message + "\"}";
    return new GroupedEvent(
        projectId,
        eventId,
        receivedAt,
        receivedAt,
        level,
        message,
        "Error: " + message,
        "shop.Cart in pay",
        "java",
        environment,
        release,
        tags,
        user,
        "sentry.java",
        "8.62.0",
        1,
        hashes,
        PayloadCodec.ZSTD,
        PayloadCodec.ZSTD.encode(payload.getBytes(StandardCharsets.UTF_8)));
  }
}
