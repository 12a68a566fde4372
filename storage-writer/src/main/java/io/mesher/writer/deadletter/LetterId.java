package io.mesher.writer.deadletter;

import java.util.regex.Pattern;

/** Where a letter lies, written {@code partition:offset}. */
record LetterId(int partition, long offset) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9}):(\\d{1,18})");

  /**
   * Reads what {@link #toString} writes.
   *
   * @throws IllegalArgumentException when it is something else
   */
  static LetterId parse(String text) {
    var form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("not a letter's id, as in 3:42: " + text);
    }
    return new LetterId(Integer.parseInt(form.group(1)), Long.parseLong(form.group(2)));
  }

  @Override
  public String toString() {
    return partition + ":" + offset;
  }
}
