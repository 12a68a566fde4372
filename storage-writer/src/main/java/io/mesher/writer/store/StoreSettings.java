package io.mesher.writer.store;

import io.smallrye.config.ConfigMapping;

/** How events are stored. */
@ConfigMapping(prefix = "mesher.writer.store")
public interface StoreSettings {

  /** Key of the users' hashes: 32 random bytes or more, base64. Another key counts users anew. */
  String secret();
}
