package io.mesher.e2e.system;

import java.util.ArrayList;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one system of this run, started at the first use and stopped after the last test.
 * Each test makes a project of its own in it. Its alerts may go to loopback, its logs are JSON as
 * in production, its mail goes to a {@link MailServer} and its spans to a {@link SpanReceiver},
 * which tests may ask for too. Its live streams end when the end of an access is told, and not
 * because somebody looks every few seconds: or nobody would see that nothing was told.
 */
public final class Shared implements ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(Shared.class);

  private record Holder(MailServer mail, SpanReceiver spans, MesherSystem system)
      implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    static Holder start() {
      var mail = MailServer.start();
      var spans = SpanReceiver.start();
      var options = new ArrayList<>(mail.javaOptions());
      options.addAll(spans.javaOptions());
      options.add("-Dmesher.ws.stream.recheck=10m");
      options.add("-DMESHER_ALERT_ALLOWED_NETWORKS=127.0.0.1/32");
      options.add("-DMESHER_LOG_JSON=true");
      return new Holder(mail, spans, MesherSystem.startEmpty("shared", options));
    }

    @Override
    public void close() {
      system.close();
      mail.close();
      spans.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    return type == MesherSystem.class || type == MailServer.class || type == SpanReceiver.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var holder =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent("system", key -> Holder.start(), Holder.class);
    var type = parameter.getParameter().getType();
    if (type == MailServer.class) {
      return holder.mail();
    }
    return type == SpanReceiver.class ? holder.spans() : holder.system();
  }
}
