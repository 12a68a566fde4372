package io.mesher.processor.normalise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/**
 * One shape for all events, in place: Sentry's names, lists as {@code {values:[…]}}, texts where
 * texts belong, sizes within bounds and a mark at {@code _mesher.trimmed} for each cut. Members
 * that nobody knows are kept.
 */
public final class Normaliser {
  private static final List<String> TEXTS =
      List.of("environment", "release", "dist", "server_name", "transaction", "logger", "culprit");
  private static final int MAX_PLATFORM = 64;

  private Normaliser() {}

  /** Normalises an event as it was decoded. */
  public static void normalise(ObjectNode event, Origin origin) {
    event.remove("_mesher");
    var trimmed = new Trimmed();
    event.put("event_id", origin.eventId().toString().replace("-", ""));
    event.put("timestamp", Timestamps.of(event.get("timestamp"), origin.receivedAt()).toString());
    event.put("level", Levels.of(Nodes.scalar(event.get("level"))));
    event.put("platform", platform(event));
    TEXTS.forEach(name -> Nodes.makeText(event, name));
    TEXTS.forEach(name -> dropIfNothing(event, name));
    Odd.unlessObject(event, "extra");
    Odd.unlessObject(event, "contexts");
    var message = Messages.normalise(event);
    Exceptions.normalise(event, message);
    breadcrumbs(event);
    Users.normalise(event, origin.peerAddress());
    Requests.normalise(event);
    Sdks.normalise(event, origin.sdk());
    Tags.normalise(event, trimmed);
    DerivedTags.add(event);
    Fingerprints.normalise(event, trimmed);
    new Trimmer(trimmed).trim(event);
    trimmed.writeTo(event);
  }

  private static String platform(ObjectNode event) {
    var platform = Nodes.scalar(event.get("platform"));
    return platform == null || platform.length() > MAX_PLATFORM
        ? "other"
        : platform.strip().toLowerCase(Locale.ROOT);
  }

  private static void breadcrumbs(ObjectNode event) {
    var crumbs = Nodes.objects(event.remove("breadcrumbs"), "message");
    if (!crumbs.isEmpty()) {
      event.set("breadcrumbs", Nodes.values(crumbs));
    }
  }

  private static void dropIfNothing(ObjectNode event, String name) {
    if (Nodes.isNothing(event.get(name))) {
      event.remove(name);
    }
  }
}
