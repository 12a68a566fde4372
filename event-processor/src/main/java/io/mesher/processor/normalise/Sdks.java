package io.mesher.processor.normalise;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The SDK as {@code {name, version}}: from the event, else as it introduced itself at the door. */
final class Sdks {
  private Sdks() {}

  static void normalise(ObjectNode event, @Nullable String atTheDoor) {
    var name = Nodes.scalar(event.remove("sdk_name"));
    var version = Nodes.scalar(event.remove("sdk_version"));
    Odd.unlessObject(event, "sdk");
    var sdk = event.get("sdk") instanceof ObjectNode object ? object : event.objectNode();
    Nodes.makeText(sdk, "name");
    Nodes.makeText(sdk, "version");
    putIfAbsent(sdk, "name", name);
    putIfAbsent(sdk, "version", version);
    if (!sdk.has("name") && atTheDoor != null) {
      int slash = atTheDoor.lastIndexOf('/');
      putIfAbsent(sdk, "name", slash < 0 ? atTheDoor : atTheDoor.substring(0, slash));
      putIfAbsent(sdk, "version", slash < 0 ? null : atTheDoor.substring(slash + 1));
    }
    if (!sdk.isEmpty()) {
      event.set("sdk", sdk);
    }
  }

  private static void putIfAbsent(ObjectNode sdk, String name, @Nullable String value) {
    if (value != null && !value.isBlank() && !sdk.has(name)) {
      sdk.put(name, value);
    }
  }
}
