package io.mesher.api.access;

import com.fasterxml.jackson.annotation.JsonValue;
import io.mesher.api.problem.BadRequestException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a member of an organisation may do; each may all that those before it may. */
public enum Role {
  /** Sees everything of the organisation and works on its issues. */
  MEMBER,
  /** Also manages projects, keys, settings, members and tokens. */
  ADMIN,
  /** Also makes owners and deletes the organisation. */
  OWNER;

  /** Whether this role is enough where {@code needed} is asked for. */
  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }

  /** The name on the wire and in the database. */
  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role of a name on the wire. */
  public static Optional<Role> ofWire(String name) {
    return Arrays.stream(values()).filter(role -> role.wire().equals(name)).findFirst();
  }

  /** The role that a client has chosen; 400 where it is none. */
  public static Role chosen(@Nullable String name) {
    return ofWire(name == null ? "" : name)
        .orElseThrow(() -> BadRequestException.field("role", "must be owner, admin or member"));
  }

  /** The role that a client has chosen for somebody new: member unless it says something. */
  public static Role chosenOrMember(@Nullable String name) {
    return name == null || name.isEmpty() ? MEMBER : chosen(name);
  }
}
