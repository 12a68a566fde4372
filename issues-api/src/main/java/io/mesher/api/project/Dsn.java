package io.mesher.api.project;

import java.net.URI;

/** What an SDK takes: {@code scheme://KEY@host[:port][/path]/NUMBER}. */
final class Dsn {
  private Dsn() {}

  static String of(URI publicUrl, String key, long projectNumber) {
    String path = publicUrl.getPath() == null ? "" : publicUrl.getPath().replaceAll("/+$", "");
    return "%s://%s@%s%s/%d"
        .formatted(publicUrl.getScheme(), key, publicUrl.getAuthority(), path, projectNumber);
  }
}
