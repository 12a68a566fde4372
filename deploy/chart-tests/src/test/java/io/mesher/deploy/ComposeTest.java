package io.mesher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.yaml.snakeyaml.Yaml;

class ComposeTest {
  private static final JsonNode FILE = read("docker-compose.yml");
  private static final JsonNode SCALE = read("deploy/docker/compose.scale.yaml");
  static final List<String> BUILT =
      StreamSupport.stream(FILE.path("services").properties().spliterator(), false)
          .filter(service -> service.getValue().has("build"))
          .map(Map.Entry::getKey)
          .toList();
  private static final Pattern OPERATORS =
      Pattern.compile("\\$\\{(MESHER_[A-Z_]+)|((?:MESHER|OTEL)_[A-Z_]+):\\n");

  /** SnakeYAML, as Jackson leaves merge keys as they are. */
  private static JsonNode read(String file) {
    return new ObjectMapper().valueToTree(new Yaml().load(Chart.read(file)));
  }

  private static JsonNode service(String name) {
    return FILE.path("services").path(name);
  }

  private static Set<String> names(JsonNode object) {
    var names = new TreeSet<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void allOfMesherIsThere() {
    assertThat(BUILT).containsAll(ServiceSources.SERVICES).contains("prepare").hasSize(6);
  }

  @ParameterizedTest
  @FieldSource("BUILT")
  void servicesAreGivenAllThatTheyReadAndNoOtherSecret(String name) {
    var given = names(service(name).path("environment"));
    var read = ServiceSources.environment(name);

    assertThat(given).containsAll(read);
    given.removeAll(read);
    // What is passed on only when it is set may come before or after who reads it.
    assertThat(given).allMatch(other -> service(name).path("environment").path(other).isNull());
  }

  @ParameterizedTest
  @FieldSource("BUILT")
  void servicesAreConfined(String name) {
    var service = service(name);

    assertThat(service.path("read_only").asBoolean()).isTrue();
    assertThat(service.path("cap_drop").path(0).asText()).isEqualTo("ALL");
    assertThat(service.path("security_opt").path(0).asText()).isEqualTo("no-new-privileges:true");
  }

  @Test
  void everythingThatStaysUpTellsHowItIs() {
    FILE.path("services")
        .properties()
        .forEach(
            service -> {
              if (!service.getKey().equals("prepare")) {
                assertThat(service.getValue().has("healthcheck")).as(service.getKey()).isTrue();
              }
              assertThat(service.getValue().path("image").asText())
                  .contains(":")
                  .doesNotEndWith(":latest");
            });
    for (var name : ServiceSources.SERVICES) {
      assertThat(service(name).at("/depends_on/prepare/condition").asText())
          .isEqualTo("service_completed_successfully");
    }
  }

  @Test
  void limitsFitAMachineOfFourGigabytes() {
    int mebibytes = 0;
    for (var service : FILE.path("services")) {
      var limit = service.path("mem_limit").asText();
      assertThat(limit).matches("[0-9]+m");
      mebibytes += Integer.parseInt(limit.replace("m", ""));
    }
    assertThat(mebibytes).isLessThan(4 * 1024);
  }

  @Test
  void exampleNamesEveryVariableThatTheFileTakes() {
    var taken =
        OPERATORS
            .matcher(Chart.read("docker-compose.yml"))
            .results()
            .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    var named =
        Arrays.stream(Chart.read(".env.example").split("\n"))
            .map(line -> line.replaceFirst("^#(?=(MESHER|OTEL)_)", ""))
            .filter(line -> line.matches("(MESHER|OTEL)_.*"))
            .map(line -> line.replaceFirst("=.*", ""))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).isEqualTo(taken);
  }

  @Test
  void scaledServicesShareThePartitions() {
    var replicas = new LinkedHashMap<String, Integer>();
    SCALE
        .path("services")
        .properties()
        .forEach(one -> replicas.put(one.getKey(), one.getValue().at("/deploy/replicas").asInt()));

    assertThat(replicas)
        .containsEntry("event-processor", 3)
        .allSatisfy(
            (name, count) -> {
              assertThat(service(name).has("ports")).as("%s has a fixed port", name).isFalse();
              assertThat(service("prepare").at("/environment/MESHER_TOPIC_PARTITIONS").asInt())
                  .isGreaterThanOrEqualTo(count);
            });
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/paths.csv")
  void edgeRoutesAsTheContractSays(String path, String service) {
    var caddy = Chart.read("deploy/docker/Caddyfile");
    var target =
        Pattern.compile("handle (@\\w+)?[^@]*?dynamic a (\\S+) \\d+")
            .matcher(caddy)
            .results()
            .filter(handle -> handle.group(1) == null || matches(caddy, handle.group(1), path))
            .findFirst();

    assertThat(target).hasValueSatisfying(to -> assertThat(to.group(2)).isEqualTo(service));
  }

  private static boolean matches(String caddy, String matcher, String path) {
    var patterns =
        Pattern.compile(Pattern.quote(matcher) + " (?:\\{\\s*)?path ([^\\n]+)").matcher(caddy);
    assertThat(patterns.find()).as(matcher).isTrue();
    return Arrays.stream(patterns.group(1).trim().split(" "))
        .anyMatch(
            pattern ->
                pattern.endsWith("*")
                    ? path.startsWith(pattern.substring(0, pattern.length() - 1))
                    : path.equals(pattern));
  }
}
