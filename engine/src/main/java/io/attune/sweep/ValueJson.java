package io.attune.sweep;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.attune.space.Nothing;
import java.io.IOException;

/** How values of parameters are written as JSON: as they are, and {@link Nothing} as null. */
public final class ValueJson {
  private ValueJson() {}

  /** For mappers that write values. */
  public static Module module() {
    return new SimpleModule("values").addSerializer(Nothing.class, new Null());
  }

  private static final class Null extends JsonSerializer<Nothing> {
    @Override
    public void serialize(Nothing value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeNull();
    }
  }
}
