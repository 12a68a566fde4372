package io.mesher.ws.ingest;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Replies in the order of their messages, in whatever order they are found. For one thread. */
final class OrderedReplies {

  /** The place of one message's reply. */
  static final class Place {
    private @Nullable Reply reply;

    private Place() {}
  }

  private final ArrayDeque<Place> open = new ArrayDeque<>();

  /** A place behind all others. */
  Place reserve() {
    var place = new Place();
    open.addLast(place);
    return place;
  }

  /** Fills a place, and hands on every reply that nothing is in front of any more. */
  void fill(Place place, Reply reply, Consumer<Reply> next) {
    place.reply = reply;
    for (var first = open.peekFirst(); first != null; first = open.peekFirst()) {
      var found = first.reply;
      if (found == null) {
        return;
      }
      open.removeFirst();
      next.accept(found);
    }
  }

  /** Messages without a reply that has been handed on. */
  int size() {
    return open.size();
  }
}
