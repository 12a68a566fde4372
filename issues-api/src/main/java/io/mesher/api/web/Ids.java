package io.mesher.api.web;

import io.mesher.api.problem.BadRequestException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ids as clients write them. */
public final class Ids {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private static final Pattern HEX_FORM = Pattern.compile("[0-9a-fA-F]{32}");

  private Ids() {}

  /** Whether it has a UUID's form, with dashes. */
  public static boolean isUuid(String text) {
    return UUID_FORM.matcher(text).matches();
  }

  /**
   * The UUID that a text names.
   *
   * @param what it is the id of, for the error
   */
  public static UUID uuid(String what, @Nullable String text) {
    if (text == null || !isUuid(text)) {
      throw new BadRequestException("malformed " + what + " id", "an id is a UUID");
    }
    return UUID.fromString(text);
  }

  /** Like {@link #uuid}, also as 32 hex digits: SDKs write event ids so. */
  public static UUID uuidOrHex(String what, String text) {
    return HEX_FORM.matcher(text).matches()
        ? new UUID(
            Long.parseUnsignedLong(text, 0, 16, 16), Long.parseUnsignedLong(text, 16, 32, 16))
        : uuid(what, text);
  }
}
