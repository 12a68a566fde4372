package io.mesher.writer.retention;

import static io.mesher.writer.EventBuilder.anEvent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.writer.store.Writers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class IdsExpiredIT {
  private static final Writers WRITERS = new Writers(1);
  private static final Instant THEN = Instant.parse("2018-01-01T10:00:00Z");

  private final TestProject project = TestProject.create();

  @AfterAll
  static void stop() {
    WRITERS.close();
  }

  @Test
  void idsAreKnownForAsLongAsTheirEventsMayComeAgain() {
    store();

    job(THEN.plus(Duration.ofDays(7))).run();
    assertThat(count("event_ids")).isEqualTo(1);

    job(THEN.plus(Duration.ofDays(7)).plusSeconds(1)).run();
    assertThat(count("event_ids")).isZero();
  }

  @Test
  void minutesGoAfterDaysAndHoursStay() {
    store();

    job(THEN.plus(Duration.ofDays(3)).plusSeconds(60)).run();

    assertThat(count("event_rollups_minute")).isZero();
    assertThat(count("event_rollups_hour")).isEqualTo(1);
  }

  @Test
  void whoWasAffectedIsForgottenButNotHowMany() {
    store();

    job(THEN.plus(Duration.ofDays(92))).run();

    assertThat(
            number(
                "SELECT count(*) AS n FROM issue_users u JOIN issues i ON i.id = u.issue_id"
                    + " WHERE i.project_id = ?"))
        .isZero();
    assertThat(number("SELECT user_count AS n FROM issues WHERE project_id = ?")).isEqualTo(1);
  }

  @Test
  void idsThatWouldBeForgottenBeforeTheirRecordsStopTheBoot() {
    var tooShort = new TestRetention(Duration.ofDays(7).minusSeconds(1));

    assertThatThrownBy(() -> new IdsExpired(WRITERS.database(), tooShort, Clock.systemUTC()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("mesher.writer.retention.event-ids");
  }

  private void store() {
    WRITERS.store(anEvent(project.id()).receivedAt(THEN).ofUser("id:1").build());
  }

  private static IdsExpired job(Instant now) {
    return new IdsExpired(
        WRITERS.database(), new TestRetention(), Clock.fixed(now, ZoneOffset.UTC));
  }

  private long count(String table) {
    return number("SELECT count(*) AS n FROM " + table + " WHERE project_id = ?");
  }

  private long number(String sql) {
    return (Long) Objects.requireNonNull(TestDatabase.query(sql, project.id()).getFirst().get("n"));
  }
}
