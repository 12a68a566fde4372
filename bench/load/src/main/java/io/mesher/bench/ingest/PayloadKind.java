package io.mesher.bench.ingest;

/** In which form the same 2 KB events come. */
enum PayloadKind {
  NATIVE("native JSON") {
    @Override
    String path(long project) {
      return "/api/v1/events";
    }
  },
  ENVELOPE_GZIP("gzip envelope") {
    @Override
    String path(long project) {
      return "/api/" + project + "/envelope/";
    }
  };

  private final String label;

  PayloadKind(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Where the gateway takes it. */
  abstract String path(long project);
}
