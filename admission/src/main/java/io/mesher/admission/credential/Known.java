package io.mesher.admission.credential;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a key or project, with the version of its row, so that an older reading never
 * replaces a newer one, wherever and whenever it arrives.
 */
sealed interface Known<V> {

  /** The row's version; 0 for what has no row. */
  long version();

  /** Which of two readings of one version says more. */
  int rank();

  /** The row as it was read. */
  record Present<V>(long version, V value) implements Known<V> {
    @Override
    public int rank() {
      return 1;
    }
  }

  /** Revoked or deleted: a tombstone, so that a slow reader can't bring it back. */
  record Gone<V>(long version) implements Known<V> {
    @Override
    public int rank() {
      return 2;
    }
  }

  /** It has changed; the row of this version has not been read yet. */
  record Changed<V>(long version) implements Known<V> {
    @Override
    public int rank() {
      return 0;
    }
  }

  /** There is no such row. */
  record Absent<V>() implements Known<V> {
    @Override
    public long version() {
      return 0;
    }

    @Override
    public int rank() {
      return 0;
    }
  }

  /** Whether this is to replace the other. */
  default boolean replaces(@Nullable Known<V> other) {
    return other == null
        || version() > other.version()
        || (version() == other.version() && rank() > other.rank());
  }
}
