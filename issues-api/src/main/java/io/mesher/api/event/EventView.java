package io.mesher.api.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event in a shape fit for a page.
 *
 * @param message the formatted message, or the main exception's value
 * @param exception the main exception as {@code type_name}, {@code value}, {@code module_name}, and
 *     {@code values}: the chain in Sentry's names, the main one first, frames crash first
 * @param stacktrace the main exception's frames (or the crashed thread's), crash first
 * @param breadcrumbs oldest first
 * @param userContext who it happened to
 * @param timestamp the client's clock
 * @param receivedAt the gateway's
 */
public record EventView(
    UUID id,
    UUID projectId,
    UUID issueId,
    String level,
    String message,
    String title,
    String culprit,
    String fingerprint,
    String platform,
    @Nullable String environment,
    @Nullable String release,
    @Nullable String dist,
    @Nullable String serverName,
    @Nullable String transaction,
    @Nullable JsonNode exception,
    List<Frame> stacktrace,
    @Nullable JsonNode threads,
    JsonNode breadcrumbs,
    JsonNode tags,
    JsonNode extra,
    JsonNode contexts,
    @Nullable JsonNode userContext,
    @Nullable JsonNode request,
    @Nullable String sdkName,
    @Nullable String sdkVersion,
    Instant timestamp,
    Instant receivedAt) {}
