package io.mesher.processor.normalise;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who it happened to: Mesher's {@code user_context} or Sentry's {@code user}. */
final class Users {
  private static final List<String> TEXTS =
      List.of("id", "email", "username", "name", "ip_address", "segment");

  /** An SDK asks for the address of the connection it sends over. */
  private static final String AUTO = "{{auto}}";

  private Users() {}

  static void normalise(ObjectNode event, @Nullable String peerAddress) {
    Nodes.rename(event, "user_context", "user");
    var node = event.remove("user");
    if (node == null || Nodes.isNothing(node) || node.isArray()) {
      Odd.keep(event, "user", node);
      return;
    }
    var user =
        node instanceof ObjectNode object
            ? object
            : JsonNodeFactory.instance.objectNode().put("id", node.asText());
    TEXTS.forEach(name -> Nodes.makeText(user, name));
    if (AUTO.equals(user.path("ip_address").textValue())) {
      user.remove("ip_address");
      if (peerAddress != null) {
        user.put("ip_address", peerAddress);
      }
    }
    if (!user.isEmpty()) {
      event.set("user", user);
    }
  }
}
