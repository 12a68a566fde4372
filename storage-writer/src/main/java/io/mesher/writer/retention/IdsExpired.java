package io.mesher.writer.retention;

import io.mesher.contracts.topic.Topic;
import io.mesher.writer.database.Database;
import io.mesher.writer.database.Steps;
import io.mesher.writer.job.Job;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Forgets what nothing can ask for any more: ids, minutes, users, dead letters. */
@ApplicationScoped
@Startup
public class IdsExpired implements Job {
  private static final String STEP =
      "DELETE FROM %1$s WHERE ctid = ANY (ARRAY(SELECT ctid FROM %1$s WHERE %2$s < $1 LIMIT 5000))";
  private static final String IDS = STEP.formatted("event_ids", "received_at");
  private static final String RESENDS = STEP.formatted("event_resends", "received_at");
  private static final String REPORTS = STEP.formatted("outcome_reports", "received_at");
  private static final String MINUTES = STEP.formatted("event_rollups_minute", "bucket");
  private static final String USERS = STEP.formatted("issue_users", "seen_on");
  private static final String DEAD = STEP.formatted("dead_letters", "died_at");

  private final Database database;
  private final RetentionSettings settings;
  private final Clock clock;

  public IdsExpired(Database database, RetentionSettings settings, Clock clock) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
    var least =
        Topic.EVENTS_ACCEPTED
            .retention()
            .plus(Topic.EVENTS_GROUPED.retention())
            .plus(Duration.ofDays(1));
    if (settings.eventIds().compareTo(least) < 0) {
      throw new IllegalStateException(
          "mesher.writer.retention.event-ids is %s, but must be %s or more: an id must outlive the records that bring its event again"
              .formatted(settings.eventIds(), least));
    }
  }

  @Override
  public String name() {
    return "ids-expired";
  }

  @Override
  public Duration every() {
    return Duration.ofMinutes(10);
  }

  @Override
  public long run() {
    return Steps.untilDone(database, IDS, before(settings.eventIds()))
        + Steps.untilDone(database, RESENDS, before(settings.eventIds()))
        + Steps.untilDone(database, REPORTS, before(settings.eventIds()))
        + Steps.untilDone(database, MINUTES, before(settings.minutes()))
        + Steps.untilDone(database, USERS, before(settings.users()).toLocalDate())
        + Steps.untilDone(database, DEAD, before(settings.deadLetters()));
  }

  private OffsetDateTime before(Duration age) {
    return clock.instant().minus(age).atOffset(ZoneOffset.UTC);
  }
}
