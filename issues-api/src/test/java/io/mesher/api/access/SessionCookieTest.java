package io.mesher.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionCookieTest {

  @ParameterizedTest
  @CsvSource({"https://errors.example.com/mesher, true", "http://localhost:8080, false"})
  void onlyTlsCarriesWhatIsSetUnderHttps(String publicUrl, boolean secure) {
    var cookie = new SessionCookie(site(publicUrl));

    var set = cookie.holding(Secret.random(""), Duration.ofHours(1));

    assertThat(set.isSecure()).isEqualTo(secure);
    assertThat(set.isHttpOnly()).isTrue();
    assertThat(cookie.cleared().isSecure()).isEqualTo(secure);
  }

  private static SiteConfig site(String publicUrl) {
    return new SmallRyeConfigBuilder()
        .withMapping(SiteConfig.class)
        .withDefaultValue("mesher.site.public-url", publicUrl)
        .build()
        .getConfigMapping(SiteConfig.class);
  }
}
