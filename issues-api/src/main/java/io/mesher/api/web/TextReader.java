package io.mesher.api.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Texts of JSON bodies: NUL is refused, as PostgreSQL's text can't hold it. */
final class TextReader extends StdScalarDeserializer<String> {
  private static final long serialVersionUID = 1L;

  TextReader() {
    super(String.class);
  }

  @Override
  public @Nullable String deserialize(JsonParser json, DeserializationContext context)
      throws IOException {
    String text = StringDeserializer.instance.deserialize(json, context);
    if (text != null && text.indexOf('\0') >= 0) {
      return context.reportInputMismatch(this, "a NUL character can't be stored");
    }
    return text;
  }
}
