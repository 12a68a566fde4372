package io.mesher.admission.redis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Where Redis is. */
@ConfigMapping(prefix = "mesher.admission.redis")
public interface RedisConfig {

  /** {@code redis://[:password@]host:port}; {@code rediss://} over TLS. */
  @WithDefault("${MESHER_REDIS_URL:redis://localhost:6379}")
  String url();

  /** How long connecting may take, greeting included. */
  @WithDefault("2s")
  Duration connectTimeout();

  /** A Redis that leaves a ping unanswered for so long counts as away. */
  @WithDefault("500ms")
  Duration pingTimeout();
}
