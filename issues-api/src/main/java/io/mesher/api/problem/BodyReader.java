package io.mesher.api.problem;

import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Refuses a body in chunks, which does not say how large it is, once it turns out too large. */
@Provider
public class BodyReader implements ReaderInterceptor {
  private final Instance<BodyConfig> config;

  /** Made before there is a configuration. */
  BodyReader(Instance<BodyConfig> config) {
    this.config = config;
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    int limit = Math.toIntExact(config.get().limit().asLongValue());
    var body = context.getInputStream().readNBytes(limit + 1);
    if (body.length > limit) {
      throw new TooLargeException();
    }
    context.setInputStream(new ByteArrayInputStream(body));
    return context.proceed();
  }
}
