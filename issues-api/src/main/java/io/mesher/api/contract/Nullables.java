package io.mesher.api.contract;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.util.ArrayList;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jspecify.annotations.Nullable;

/** Members of records that may be null are said to be so. */
final class Nullables {
  private static final DotName NULLABLE = DotName.createSimple(Nullable.class);

  private final IndexView index;

  Nullables(IndexView index) {
    this.index = index;
  }

  void addTo(OpenAPI document) {
    var schemas = document.getComponents().getSchemas();
    for (var type : index.getKnownClasses()) {
      @Nullable Schema schema = schemas.get(type.simpleName());
      if (type.isRecord() && schema != null && schema.getProperties() != null) {
        add(type, schema);
      }
    }
  }

  private static void add(ClassInfo type, Schema schema) {
    for (var component : type.recordComponents()) {
      var name = SnakeCaseStrategy.INSTANCE.translate(component.name());
      Map<String, Schema> properties = schema.getProperties();
      if (component.type().hasAnnotation(NULLABLE) && properties.containsKey(name)) {
        schema.addProperty(name, orNull(properties.get(name)));
      }
    }
  }

  /** Once: filters run more often than that. */
  private static Schema orNull(Schema schema) {
    if (schema.getAnyOf() != null
        || (schema.getType() != null && schema.getType().contains(SchemaType.NULL))) {
      return schema;
    }
    if (schema.getType() == null) {
      return OASFactory.createSchema()
          .addAnyOf(schema)
          .addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
    }
    schema.addType(SchemaType.NULL);
    if (schema.getEnumeration() != null) {
      var values = new ArrayList<@Nullable Object>(schema.getEnumeration());
      values.add(null);
      schema.setEnumeration(values);
    }
    return schema;
  }
}
