package io.mesher.admission.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.admission.refusal.Refusal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsTest {
  private static final String KEY = "mshr_0123456789abcdef0123456789abcdef0123456789abcdef";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X-Sentry-Auth|Sentry sentry_key=KEY, sentry_version=7, sentry_client=sentry.java/8.62.0",
        "X-Sentry-Auth|Sentry sentry_version=7,sentry_client=sentry.java/8.62.0,sentry_key=KEY",
        "X-Sentry-Auth|sentry sentry_key=\"KEY\"",
        "X-Sentry-Auth|sentry_key=KEY",
        "X-Sentry-Auth|sentry_key=KEY, sentry_version=7",
        "X-Sentry-Auth|Sentry sentry_timestamp=1,sentry_key=KEY,sentry_secret=x,nonsense",
        "X-Sentry-Auth|KEY",
        "Authorization|Bearer KEY",
        "Authorization|bearer  KEY",
        "Authorization|KEY",
        "Authorization|Sentry sentry_key=KEY",
        "Authorization|Sentry sentry_key=KEY,sentry_version=2.0",
        "Authorization|Basic "
            + "bXNocl8wMTIzNDU2Nzg5YWJjZGVmMDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY6",
      })
  void aKeyIsFoundInEveryForm(String header, String value) {
    var found = Objects.requireNonNull(find(Map.of(header, value.replace("KEY", KEY)), Map.of()));

    assertThat(found.key()).isEqualTo(KEY);
    assertThat(found.wellFormed()).isTrue();
  }

  @Test
  void theClientNamesItself() {
    var found =
        find(
            Map.of("X-Sentry-Auth", "Sentry sentry_key=k, sentry_client=sentry.python/2.1"),
            Map.of());

    assertThat(found).isEqualTo(new Credentials("k", "sentry.python/2.1"));
  }

  @Test
  void theQueryIsAskedLast() {
    var query = Map.of("sentry_key", "q", "sentry_client", "sentry.javascript/9");

    assertThat(find(Map.of(), query)).isEqualTo(new Credentials("q", "sentry.javascript/9"));
    assertThat(find(Map.of("Authorization", "Bearer a"), query))
        .isEqualTo(new Credentials("a", null));
    assertThat(find(Map.of("Authorization", "Bearer a", "X-Sentry-Auth", "x"), query))
        .isEqualTo(new Credentials("x", null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Sentry",
        "Sentry sentry_client=x",
        "Bearer ",
        "Basic %%%",
        "Basic Og==",
        "a b"
      })
  void whatHoldsNoKeyIsNone(String value) {
    var found = find(Map.of("Authorization", value), Map.of());

    assertThat(found == null || !found.wellFormed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8", "99", "2147483648"})
  void newerProtocolsAreRefused(String version) {
    var header = "Sentry sentry_key=k, sentry_version=" + version;

    assertThatThrownBy(() -> find(Map.of("X-Sentry-Auth", header), Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("sentry_version");
    assertThatThrownBy(() -> find(Map.of(), Map.of("sentry_key", "k", "sentry_version", version)))
        .isInstanceOf(Refusal.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mshr_",
        "mshr_0123456789ABCDEF0123456789abcdef0123456789abcdef",
        "mshr_0123456789abcdef0123456789abcdef0123456789abcdeg",
        "mshr_0123456789abcdef0123456789abcdef0123456789abcdef0",
        "mshx_0123456789abcdef0123456789abcdef0123456789abcdef"
      })
  void keysOfAnotherFormAreNotWorthALookUp(String key) {
    assertThat(new Credentials(key, null).wellFormed()).isFalse();
  }

  @Test
  void aDsnHasKeyAndProject() {
    assertThat(Dsn.parse("http://k@localhost:8080/7")).isEqualTo(new Dsn("k", "7"));
    assertThat(Dsn.parse("https://k:secret@host/path/slug")).isEqualTo(new Dsn("k", "slug"));
    assertThat(Dsn.parse("https://host/7")).isNull();
    assertThat(Dsn.parse("::nonsense")).isNull();
  }

  private static @Nullable Credentials find(
      Map<String, String> headers, Map<String, String> query) {
    return Credentials.find(headers::get, query::get);
  }
}
