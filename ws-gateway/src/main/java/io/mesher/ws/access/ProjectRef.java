package io.mesher.ws.access;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A project as a path names it: by UUID, slug or number. At most one is set. */
record ProjectRef(@Nullable UUID id, @Nullable Long number, @Nullable String slug) {
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Pattern SLUG_FORM = Pattern.compile("[a-z][a-z0-9-]{1,49}");
  private static final Pattern NUMBER_FORM = Pattern.compile("[0-9]{1,18}");

  /** What names no project: looked up like any other, so that bad credentials are told first. */
  private static final ProjectRef NOTHING = new ProjectRef(null, null, null);

  /** Any text; a UUID's form is never a slug. */
  static ProjectRef parse(String text) {
    if (UUID_FORM.matcher(text).matches()) {
      return new ProjectRef(UUID.fromString(text), null, null);
    }
    if (NUMBER_FORM.matcher(text).matches()) {
      return new ProjectRef(null, Long.valueOf(text), null);
    }
    if (SLUG_FORM.matcher(text).matches()) {
      return new ProjectRef(null, null, text);
    }
    return NOTHING;
  }
}
