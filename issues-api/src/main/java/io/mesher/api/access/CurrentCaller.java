package io.mesher.api.access;

import io.mesher.api.problem.ForbiddenException;
import io.mesher.api.problem.UnauthorizedException;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who sent the request that is being answered. */
@RequestScoped
public class CurrentCaller {
  private @Nullable Caller caller;

  void set(Caller caller) {
    this.caller = caller;
  }

  /** The caller of a call that is not anonymous. */
  public Caller get() {
    if (caller == null) {
      throw new UnauthorizedException();
    }
    return caller;
  }

  /** The person who calls; an organisation's token is refused. */
  public UUID user() {
    UUID user = get().userId();
    if (user == null) {
      throw new ForbiddenException(
          "forbidden", "an organisation's token can't do what only a person can");
    }
    return user;
  }
}
