package io.mesher.api.contract;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.IndexView;

/** Completes the document that is made from the code; at build time. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ContractFilter implements OASFilter {
  private final Successes successes;
  private final Nullables nullables;
  private final Required required;

  /** With the annotations of the code. */
  public ContractFilter(IndexView index) {
    this.successes = new Successes(index);
    this.nullables = new Nullables(index);
    this.required = new Required(index);
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    anyJson(document);
    var failures = new Failures(document);
    var bodies = new BodyBounds(document);
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach(
                        (method, operation) -> {
                          ParameterBounds.addTo(path, operation);
                          bodies.addTo(operation);
                          successes.addTo(operation);
                          failures.addTo(method, path, operation);
                        }));
    Examples.of(document).add();
    nullables.addTo(document);
    required.addTo(document);
  }

  /** What SDKs send has no schema of ours; the library's class of trees is nobody's business. */
  private static void anyJson(OpenAPI document) {
    var components = document.getComponents();
    components.addSchema(
        "JsonNode", OASFactory.createSchema().description("Any JSON, as the SDK sent it"));
    components.removeSchema("JsonNodeType");
    components.addSchema(
        "Problem",
        OASFactory.createSchema()
            .addType(SchemaType.OBJECT)
            .description("Every error (RFC 9457)")
            .addRequired("type")
            .addRequired("title")
            .addRequired("status")
            .addRequired("error")
            .addProperty("type", text())
            .addProperty("title", text())
            .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
            .addProperty("error", text().description("A short text that stays the same"))
            .addProperty("detail", text())
            .addProperty(
                "errors",
                OASFactory.createSchema()
                    .addType(SchemaType.ARRAY)
                    .description("What is wrong with which field")
                    .items(
                        OASFactory.createSchema()
                            .addType(SchemaType.OBJECT)
                            .addRequired("field")
                            .addRequired("message")
                            .addProperty("field", text())
                            .addProperty("message", text()))));
  }

  private static Schema text() {
    return OASFactory.createSchema().addType(SchemaType.STRING);
  }
}
