package io.mesher.localstack.account;

import java.net.URI;

/** What was made at the first start. */
public record Account(
    String email,
    String password,
    String orgId,
    String projectId,
    long projectNumber,
    String apiKey,
    String apiToken) {

  /**
   * Where an SDK of the first project sends to.
   *
   * @param publicUrl the installation's origin
   */
  public String dsn(String publicUrl) {
    var url = URI.create(publicUrl);
    return "%s://%s@%s%s/%d"
        .formatted(url.getScheme(), apiKey, url.getAuthority(), url.getPath(), projectNumber);
  }
}
