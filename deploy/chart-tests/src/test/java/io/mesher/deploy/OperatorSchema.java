package io.mesher.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The schemas of operators, as the classes that Strimzi publishes and fabric8 generates from them
 * read objects. They tell names and types, not what must be there.
 */
final class OperatorSchema {
  private static final Map<String, Class<?>> MODELS =
      Map.of(
          "gateway.networking.k8s.io/v1/HTTPRoute", HTTPRoute.class,
          "monitoring.coreos.com/v1/PodMonitor", PodMonitor.class,
          "monitoring.coreos.com/v1/PrometheusRule", PrometheusRule.class,
          "kafka.strimzi.io/v1/Kafka", Kafka.class,
          "kafka.strimzi.io/v1/KafkaNodePool", KafkaNodePool.class);

  private static final ObjectMapper STRICT =
      new ObjectMapper().setAnnotationIntrospector(new WithoutRoomForUnknown());

  private OperatorSchema() {}

  /** The models keep fields that they don't know for a newer server; here those are mistakes. */
  private static final class WithoutRoomForUnknown extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated member) {
      return false;
    }
  }

  static boolean knows(JsonNode object) {
    return MODELS.containsKey(name(object));
  }

  private static String name(JsonNode object) {
    return object.path("apiVersion").asText() + "/" + object.path("kind").asText();
  }

  /**
   * Checks names and types of all fields, and that each value is one that the field may have.
   *
   * @throws IllegalArgumentException what is wrong
   */
  static void check(JsonNode object) {
    try {
      var model = STRICT.treeToValue(object, MODELS.get(name(object)));
      // A word that is none of a field's words is read as no word at all.
      var lost = new ArrayList<String>();
      compare(object, STRICT.valueToTree(model), "", lost);
      if (!lost.isEmpty()) {
        throw new IllegalArgumentException(Manifests.name(object) + " has no such " + lost);
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(Manifests.name(object), e);
    }
  }

  private static void compare(JsonNode given, JsonNode read, String path, List<String> lost) {
    if (given.isObject()) {
      given
          .properties()
          .forEach(
              one ->
                  compare(
                      one.getValue(), read.path(one.getKey()), path + "." + one.getKey(), lost));
    } else if (given.isArray()) {
      for (int i = 0; i < given.size(); i++) {
        compare(given.path(i), read.path(i), path + "." + i, lost);
      }
    } else if (given.isTextual() && !given.equals(read)) {
      lost.add(path + ": " + given.asText());
    }
  }
}
