package io.mesher.api.alert.delivery;

import io.mesher.api.alert.address.Networks;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.util.List;

/**
 * Finds the one address an attempt connects to. It is looked up once, judged and then used: a name
 * that leads elsewhere a moment later changes nothing. Without threads of its own, so that a slow
 * name server delays nobody else.
 */
@ApplicationScoped
class Resolver {
  private static final long QUERY_TIMEOUT_MILLIS = 3_000;

  private final DnsNameResolver names;
  private final Networks networks;

  @Inject
  Resolver(Vertx vertx, Networks networks) {
    this(vertx, networks, DnsServerAddressStreamProviders.platformDefault());
  }

  /** Asks other name servers than this machine's. */
  Resolver(Vertx vertx, Networks networks, DnsServerAddressStreamProvider servers) {
    this.networks = networks;
    this.names =
        new DnsNameResolverBuilder(vertx.nettyEventLoopGroup().next())
            .datagramChannelType(NioDatagramChannel.class)
            .nameServerProvider(servers)
            .queryTimeoutMillis(QUERY_TIMEOUT_MILLIS)
            .build();
  }

  /** The target can't be sent to; its message may be shown. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message, null, false, false);
    }
  }

  Uni<InetAddress> addressOf(String host) {
    var bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    return Uni.createFrom()
        .<List<InetAddress>>emitter(
            emitter ->
                names
                    .resolveAll(bare)
                    .addListener(
                        future -> {
                          if (future.isSuccess()) {
                            @SuppressWarnings("unchecked") // what resolveAll promises
                            var found = (List<InetAddress>) future.getNow();
                            emitter.complete(found);
                          } else {
                            emitter.fail(new RefusedException("the host's name is not known"));
                          }
                        }))
        .map(this::permitted);
  }

  private InetAddress permitted(List<InetAddress> found) {
    return found.stream()
        .filter(networks::allow)
        .findFirst()
        .orElseThrow(
            () -> new RefusedException("refused: the host has no address of the public internet"));
  }

  @PreDestroy
  void close() {
    names.close();
  }
}
