package io.mesher.contracts.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One byte of schema version, then CBOR; times are microseconds. */
final class CborCodec<T> implements RecordCodec<T> {
  private static final byte SCHEMA = 1;

  private static final ObjectMapper CBOR =
      CBORMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .addModule(
              new SimpleModule()
                  .addSerializer(Instant.class, new MicrosWriter())
                  .addDeserializer(Instant.class, new MicrosReader()))
          .build();

  private final Class<T> type;
  private final ObjectWriter writer;
  private final ObjectReader reader;

  CborCodec(Class<T> type) {
    this.type = type;
    this.writer = CBOR.writerFor(type);
    this.reader = CBOR.readerFor(type);
  }

  @Override
  public byte[] encode(T value) {
    var out = new ByteArrayOutputStream(2048);
    out.write(SCHEMA);
    try {
      writer.writeValue(out, value);
    } catch (IOException e) {
      throw new IllegalArgumentException("a " + type.getSimpleName() + " can't be written", e);
    }
    return out.toByteArray();
  }

  @Override
  public T decode(byte @Nullable [] bytes) {
    if (bytes == null || bytes.length == 0) {
      throw new UnreadableRecordException("an empty " + type.getSimpleName());
    }
    if (bytes[0] != SCHEMA) {
      throw new UnreadableRecordException(
          "schema " + bytes[0] + " of " + type.getSimpleName() + " is not known");
    }
    try {
      return reader.readValue(bytes, 1, bytes.length - 1);
    } catch (IOException | IllegalArgumentException e) {
      throw new UnreadableRecordException("a damaged " + type.getSimpleName(), e);
    }
  }

  private static final class MicrosWriter extends JsonSerializer<Instant> {
    @Override
    public void serialize(Instant value, JsonGenerator out, SerializerProvider serializers)
        throws IOException {
      out.writeNumber(Micros.of(value));
    }
  }

  private static final class MicrosReader extends JsonDeserializer<Instant> {
    @Override
    public Instant deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return Micros.toInstant(in.getLongValue());
    }
  }
}
