package io.mesher.api.issue;

import io.smallrye.config.ConfigMapping;

/** What finding issues needs to know. */
@ConfigMapping(prefix = "mesher.issues")
public interface IssueConfig {

  /**
   * The installation's secret ({@code MESHER_SECRET}), base64: the same as the storage-writer's, or
   * no issue is found by its users.
   */
  String secret();
}
