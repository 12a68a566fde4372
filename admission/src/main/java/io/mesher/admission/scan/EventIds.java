package io.mesher.admission.scan;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Event ids as clients write them: 32 hex digits, or a UUID with its dashes. */
public final class EventIds {
  private static final String HEX = "0123456789abcdef";

  private EventIds() {}

  /** The id; null when it is none, or the nil id that SDKs send for "no event". */
  public static @Nullable UUID parse(String text) {
    int length = text.length();
    if (length != 32 && length != 36) {
      return null;
    }
    long high = 0;
    long low = 0;
    int digits = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (length == 36 && (i == 8 || i == 13 || i == 18 || i == 23)) {
        if (c != '-') {
          return null;
        }
        continue;
      }
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return null;
      }
      if (digits++ < 16) {
        high = high << 4 | digit;
      } else {
        low = low << 4 | digit;
      }
    }
    return high == 0 && low == 0 ? null : new UUID(high, low);
  }

  /** 32 lower-case hex digits. */
  public static String hex(UUID id) {
    var out = new char[32];
    write(out, 0, id.getMostSignificantBits());
    write(out, 16, id.getLeastSignificantBits());
    return new String(out);
  }

  private static void write(char[] out, int at, long bits) {
    for (int i = 0; i < 16; i++) {
      out[at + i] = HEX.charAt((int) (bits >>> (60 - 4 * i)) & 15);
    }
  }
}
