package io.mesher.bench.read;

import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** Writes the plans of calls as Markdown; a statement that several calls send is told once. */
final class PlanReport {
  private static final double P95 = 0.95;

  /** After five executions PostgreSQL may change to a plan for any values. */
  private static final int SETTLING = 8;

  private final Writer report;
  private final Client client;
  private final QueryPlans explained;

  PlanReport(Writer report, Client client, QueryPlans explained) {
    this.report = report;
    this.client = client;
    this.explained = explained;
  }

  /** Calls each kind often enough that its plan has settled, then once more, explained. */
  void ofReads(
      Map<String, Supplier<String>> calls, Map<String, Timings> cold, Map<String, Timings> warm)
      throws IOException, InterruptedException {
    for (var call : calls.entrySet()) {
      for (int time = 0; time < SETTLING; time++) {
        client.time(call.getValue().get());
      }
      explained.skip();
      client.time(call.getValue().get());
      var then = Objects.requireNonNull(warm.get(call.getKey()));
      var first = cold.getOrDefault(call.getKey(), then);
      write(
          call.getKey(),
          "p95 %.0f ms cold, %.0f ms warm%n"
              .formatted(first.percentile(P95), then.percentile(P95)));
    }
  }

  /** Each once. */
  void ofChanges(Map<String, Changes.Wish> changes) throws IOException, InterruptedException {
    for (var change : changes.entrySet()) {
      var request = change.getValue().prepare();
      explained.skip();
      client.change(request);
      write(change.getKey(), "");
    }
  }

  private void write(String name, String figures) throws IOException {
    report.write("## " + name + "\n" + figures);
    for (var plan : explained.since()) {
      int gap = plan.indexOf("\n\n");
      report.write(
          "```sql%n%s%n```%n```%n%s%n```%n"
              .formatted(plan.substring(0, gap), plan.substring(gap + 2)));
    }
    report.write("\n");
  }
}
