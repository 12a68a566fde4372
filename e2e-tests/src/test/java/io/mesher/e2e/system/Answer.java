package io.mesher.e2e.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;

/**
 * An answer of Mesher.
 *
 * @param body its JSON; missing when it has none
 */
public record Answer(int status, HttpHeaders headers, JsonNode body) {

  /** The body of a success. */
  public JsonNode ok() {
    if (status < 200 || status > 299) {
      throw new AssertionError("answered " + status + " " + body);
    }
    return body;
  }
}
