package io.mesher.contracts.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.annotation.JsonAppend;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A JSON object in snake_case with the schema version as member {@code schema}. */
final class JsonCodec<T> implements RecordCodec<T> {
  private static final String SCHEMA_MEMBER = "schema";
  private static final int SCHEMA = 1;

  @JsonAppend(attrs = @JsonAppend.Attr(SCHEMA_MEMBER), prepend = true)
  private abstract static class WithSchema {}

  private final Class<T> type;
  private final JsonMapper mapper;

  JsonCodec(Class<T> type) {
    this.type = type;
    this.mapper =
        JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .addMixIn(type, WithSchema.class)
            .build();
  }

  @Override
  public byte[] encode(T value) {
    try {
      return mapper.writer().withAttribute(SCHEMA_MEMBER, SCHEMA).writeValueAsBytes(value);
    } catch (IOException e) {
      throw new IllegalArgumentException("a " + type.getSimpleName() + " can't be written", e);
    }
  }

  @Override
  public T decode(byte @Nullable [] bytes) {
    if (bytes == null || bytes.length == 0) {
      throw new UnreadableRecordException("an empty " + type.getSimpleName());
    }
    try {
      var tree = mapper.readTree(bytes);
      int schema = tree.path(SCHEMA_MEMBER).asInt();
      if (schema != SCHEMA) {
        throw new UnreadableRecordException(
            "schema " + schema + " of " + type.getSimpleName() + " is not known");
      }
      return mapper.treeToValue(tree, type);
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableRecordException("a damaged " + type.getSimpleName(), e);
    }
  }
}
