package io.mesher.api.contract;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jboss.jandex.IndexView;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Which status a call that succeeds is answered with: what its method is annotated with. */
final class Successes {
  private static final String USUAL = "200";

  private final Map<String, String> statuses = new HashMap<>();

  Successes(IndexView index) {
    for (var found : index.getAnnotations(ResponseStatus.class)) {
      var method = found.target().asMethod();
      statuses.put(
          method.declaringClass().simpleName() + "_" + method.name(),
          Integer.toString(found.value().asInt()));
    }
  }

  void addTo(Operation operation) {
    @Nullable String status = statuses.get(operation.getOperationId());
    @Nullable APIResponse usual = operation.getResponses().getAPIResponse(USUAL);
    if (status != null && usual != null) {
      operation.getResponses().removeAPIResponse(USUAL);
      operation.getResponses().addAPIResponse(status, usual);
    }
  }
}
