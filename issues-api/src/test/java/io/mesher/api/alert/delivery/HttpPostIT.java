package io.mesher.api.alert.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.api.alert.AlertConfig;
import io.mesher.api.alert.address.Networks;
import io.mesher.testkit.server.MesherServers;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a post goes, and whom it trusts. In tests 127.0.0.1 counts as public, 127.0.0.2 not. */
@QuarkusTest
@QuarkusTestResource(MesherServers.class)
class HttpPostIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Vertx vertx;
  @Inject Networks networks;
  @Inject AlertConfig config;
  @Inject Resolver resolver;
  @Inject HttpPost http;

  private static Outcome post(HttpPost http, String url) {
    return http.send(URI.create(url), Map.of(), "{}").await().atMost(PATIENCE);
  }

  @Test
  void aNameThatLeadsElsewhereAfterItWasJudgedChangesNothing() {
    try (var names = NameServer.answering("127.0.0.1", "127.0.0.2");
        var open = Receiver.answering(200);
        var secret = Receiver.inPrivate(open.port())) {
      var rebound =
          new Resolver(
              vertx, networks, new SingletonDnsServerAddressStreamProvider(names.address()));
      var post = new HttpPost(vertx, rebound, config);
      var url = "http://rebind.example:" + open.port() + "/";

      var first = post(post, url);
      var second = post(post, url);

      assertThat(first.detail()).isEqualTo("answered 200");
      assertThat(open.requests())
          .singleElement()
          .satisfies(request -> assertThat(request.host()).startsWith("rebind.example:"));
      assertThat(second.detail())
          .isEqualTo("refused: the host has no address of the public internet");
      assertThat(secret.requests()).isEmpty();
      rebound.close();
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() {
    try (var receiver = Receiver.withCertificate(Certificate.of("localhost"))) {
      var outcome = post(http, receiver.urlByName());

      assertThat(outcome.succeeded()).isFalse();
      assertThat(outcome.detail()).startsWith("the TLS handshake failed");
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void aCertificateIsTakenForItsOwnNameOnly() {
    var own = Certificate.of("localhost");
    var others = Certificate.of("other.example");
    try (var right = Receiver.withCertificate(own);
        var wrong = Receiver.withCertificate(others)) {
      var taken = post(trusting(own), right.urlByName());
      var refused = post(trusting(others), wrong.urlByName());

      assertThat(taken.detail()).isEqualTo("answered 200");
      assertThat(right.requests()).hasSize(1);
      assertThat(refused.detail()).startsWith("the TLS handshake failed");
      assertThat(wrong.requests()).isEmpty();
    }
  }

  private HttpPost trusting(Certificate certificate) {
    return new HttpPost(
        vertx,
        resolver,
        config,
        new HttpClientOptions()
            .setTrustOptions(
                new PfxOptions()
                    .setPath(certificate.store().toString())
                    .setPassword(Certificate.PASSWORD)));
  }
}
