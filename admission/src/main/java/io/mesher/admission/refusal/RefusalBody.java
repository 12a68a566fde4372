package io.mesher.admission.refusal;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/** The bodies that say a refusal. */
public final class RefusalBody {
  private RefusalBody() {}

  /** RFC 9457 with the original's {@code error}, for the native paths. */
  public static byte[] problem(Refusal refusal) {
    var kind = refusal.kind();
    return problem(kind.status(), kind.title(), detailOrError(refusal), refusal.error());
  }

  /** The same of what is no refusal of an event. */
  public static byte[] problem(int status, String title, String detail, String error) {
    var out = new StringBuilder(160);
    out.append("{\"type\":\"about:blank\",\"title\":\"")
        .append(title)
        .append("\",\"status\":")
        .append(status);
    append(out.append(",\"detail\":"), detail);
    append(out.append(",\"error\":"), error);
    return out.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  /** {@code {"error":…}}: a bulk element's verdict, a WebSocket's reply. */
  public static String verdict(Refusal refusal) {
    var out = new StringBuilder(64);
    append(out.append("{\"error\":"), refusal.error());
    return out.append('}').toString();
  }

  /** {@code {"detail":…,"causes":[…]}} as Sentry answers. */
  public static byte[] sentry(Refusal refusal) {
    var out = new StringBuilder(96);
    append(out.append("{\"detail\":"), refusal.error());
    out.append(",\"causes\":[");
    var detail = refusal.detail();
    if (detail != null) {
      append(out, detail);
    }
    return out.append("]}").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String detailOrError(Refusal refusal) {
    var detail = refusal.detail();
    return detail == null ? refusal.error() : detail;
  }

  private static void append(StringBuilder out, String text) {
    out.append('"');
    JsonStringEncoder.getInstance().quoteAsString(text, out);
    out.append('"');
  }
}
