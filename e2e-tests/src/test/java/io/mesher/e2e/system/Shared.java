package io.mesher.e2e.system;

import java.util.ArrayList;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one system of this run, started at the first use and stopped after the last test.
 * Each test makes a project of its own in it. Its alerts may go to loopback, its mail goes to a
 * {@link MailServer}, which tests may ask for too.
 */
public final class Shared implements ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(Shared.class);

  private record Holder(MailServer mail, MesherSystem system)
      implements ExtensionContext.Store.CloseableResource, AutoCloseable {

    static Holder start() {
      var mail = MailServer.start();
      var options = new ArrayList<>(mail.javaOptions());
      options.add("-DMESHER_ALERT_ALLOWED_NETWORKS=127.0.0.1/32");
      return new Holder(mail, MesherSystem.startEmpty("shared", options));
    }

    @Override
    public void close() {
      system.close();
      mail.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    var type = parameter.getParameter().getType();
    return type == MesherSystem.class || type == MailServer.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var holder =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent("system", key -> Holder.start(), Holder.class);
    return parameter.getParameter().getType() == MailServer.class ? holder.mail() : holder.system();
  }
}
