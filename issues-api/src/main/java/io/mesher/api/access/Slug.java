package io.mesher.api.access;

import io.mesher.api.problem.BadRequestException;
import io.mesher.api.problem.ConflictException;
import io.mesher.api.web.Ids;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names for URLs: of organisations and projects. */
public final class Slug {
  /** What a slug looks like. */
  public static final String PATTERN = "[a-z][a-z0-9-]{1,49}";

  private static final Pattern FORM = Pattern.compile(PATTERN);
  private static final int MAX_LENGTH = 50;

  private Slug() {}

  /**
   * Whether a text may be a slug. {@code v1} would collide with {@code /api/v1}, and a UUID's form
   * with an id.
   */
  public static boolean isValid(String text) {
    return FORM.matcher(text).matches() && !"v1".equals(text) && !Ids.isUuid(text);
  }

  /** The slug a client has chosen or, without one, that its name suggests. */
  public static String chosen(@Nullable String slug, String name) {
    String chosen = slug == null ? of(name) : slug;
    if (!isValid(chosen)) {
      throw BadRequestException.field(
          "slug", "must be " + PATTERN + ", and neither v1 nor of a UUID's form");
    }
    return chosen;
  }

  /** The slug that a client wants instead of another; null when it wants none. */
  public static @Nullable String wanted(@Nullable String slug) {
    return slug == null ? null : chosen(slug, "");
  }

  /**
   * Fails with 409 where a slug is taken.
   *
   * @param holders the ids of those that bear it
   * @param except who may bear it already
   */
  public static Uni<Void> requireFree(Uni<List<UUID>> holders, @Nullable UUID except) {
    return holders
        .invoke(
            found -> {
              if (found.stream().anyMatch(holder -> !holder.equals(except))) {
                throw new ConflictException("slug is taken");
              }
            })
        .replaceWithVoid();
  }

  /** The slug that suggests itself for a name; not always a valid one. */
  private static String of(String name) {
    String slug =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^[^a-z]+|-+$", "");
    return slug.length() <= MAX_LENGTH ? slug : slug.substring(0, MAX_LENGTH);
  }
}
