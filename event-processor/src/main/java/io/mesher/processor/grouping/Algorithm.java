package io.mesher.processor.grouping;

import java.util.List;

/**
 * One version of grouping. What a released version answers never changes: golden files hold it to
 * that. A better idea is a new version, which for a time answers beside the old one.
 */
interface Algorithm {
  int version();

  /** The hashes of an event, the primary one first; at least one. */
  List<String> hashes(Subject subject);
}
