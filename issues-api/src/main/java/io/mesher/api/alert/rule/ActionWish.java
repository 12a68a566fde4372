package io.mesher.api.alert.rule;

import io.mesher.api.alert.address.TargetUrls;
import io.mesher.api.problem.BadRequestException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An action as a client wrote it.
 *
 * @param type websocket, webhook, slack or email; websocket when absent
 * @param url of webhook and slack: http or https, at most 2,000 characters
 * @param to of email: 1 to 20 addresses; all members of the organisation when absent
 */
public record ActionWish(
    @Nullable String type, @Nullable String url, @Nullable List<@Nullable String> to) {
  private static final int MAX_RECIPIENTS = 20;
  private static final int MAX_ADDRESS = 254;
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+");

  /**
   * The action it means.
   *
   * @param present what the rule does now: its URL is kept where none is given
   * @throws BadRequestException naming the member that is wrong
   */
  Action checked(TargetUrls urls, @Nullable Action present) {
    var kind =
        type == null ? ActionType.WEBSOCKET : ActionType.ofWire(type).orElseThrow(this::unknown);
    return switch (kind) {
      case WEBSOCKET -> Action.ON_THE_STREAM;
      case WEBHOOK, SLACK -> new Action(kind, url(kind, urls, present), null);
      case EMAIL -> new Action(kind, null, to == null ? null : recipients(to));
    };
  }

  private BadRequestException unknown() {
    return BadRequestException.field("action.type", "must be websocket, webhook, slack or email");
  }

  private String url(ActionType kind, TargetUrls urls, @Nullable Action present) {
    if (url != null) {
      return urls.checked("action.url", url);
    }
    if (present == null || present.type() != kind || present.url() == null) {
      throw BadRequestException.field("action.url", "is required");
    }
    return present.url();
  }

  private static List<String> recipients(List<@Nullable String> addresses) {
    if (addresses.isEmpty() || addresses.size() > MAX_RECIPIENTS) {
      throw BadRequestException.field("action.to", "must name 1 to " + MAX_RECIPIENTS);
    }
    return addresses.stream().map(ActionWish::recipient).distinct().toList();
  }

  private static String recipient(@Nullable String address) {
    if (address == null || address.length() > MAX_ADDRESS || !ADDRESS.matcher(address).matches()) {
      throw BadRequestException.field("action.to", "must be e-mail addresses");
    }
    return address.toLowerCase(Locale.ROOT);
  }
}
