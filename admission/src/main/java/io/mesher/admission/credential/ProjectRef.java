package io.mesher.admission.credential;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A project as a path names it: by number, UUID or slug. */
public sealed interface ProjectRef {

  /** Whether it names this project. */
  boolean names(Project project);

  record ByNumber(long number) implements ProjectRef {
    @Override
    public boolean names(Project project) {
      return project.number() == number;
    }
  }

  record ById(UUID id) implements ProjectRef {
    @Override
    public boolean names(Project project) {
      return project.id().equals(id);
    }
  }

  record BySlug(String slug) implements ProjectRef {
    private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{1,49}");

    @Override
    public boolean names(Project project) {
      return project.slug().equals(slug);
    }
  }

  /** Reads a path's part; null when it can name no project. */
  static @Nullable ProjectRef parse(String text) {
    if (text.isEmpty() || text.length() > 50) {
      return null;
    }
    if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return text.length() <= 18 ? new ByNumber(Long.parseLong(text)) : null;
    }
    if (text.length() == 36 && text.charAt(8) == '-') {
      try {
        return new ById(UUID.fromString(text));
      } catch (IllegalArgumentException notOne) {
        return null;
      }
    }
    return BySlug.FORM.matcher(text).matches() ? new BySlug(text) : null;
  }
}
