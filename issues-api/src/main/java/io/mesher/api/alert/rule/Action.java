package io.mesher.api.alert.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom a rule tells, and how; checked by {@link ActionWish}.
 *
 * @param url of webhooks
 * @param to of mail; all members when absent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Action(ActionType type, @Nullable String url, @Nullable List<String> to) {
  /** What a rule does when it is not said. */
  public static final Action ON_THE_STREAM = new Action(ActionType.WEBSOCKET, null, null);

  /** As it may be shown: the path of a Slack URL is a secret that lets anybody post. */
  public Action shown() {
    return type == ActionType.SLACK && url != null
        ? new Action(type, URI.create(url).resolve("/").toString() + "…", to)
        : this;
  }

  /** Where it goes, for people; nothing in it is a secret. */
  public String target() {
    return switch (type) {
      case WEBSOCKET -> "live stream";
      case EMAIL -> to == null ? "members" : String.join(", ", to);
      case WEBHOOK, SLACK -> url == null ? "" : String.valueOf(URI.create(url).getHost());
    };
  }
}
