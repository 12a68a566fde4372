package io.mesher.writer.store;

import static io.mesher.writer.EventBuilder.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesher.contracts.event.GroupedEvent;
import io.mesher.testkit.fixture.TestProject;
import io.mesher.testkit.server.TestDatabase;
import io.mesher.writer.EventBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What one record alone causes costs that record and no other. */
class PoisonIT {
  private static final int BATCH = 24;
  private static final Writers WRITERS = new Writers(1);

  private final TestProject project = TestProject.create();

  @AfterAll
  static void stop() {
    WRITERS.close();
  }

  /** Each fails in another statement, so that others of the pipeline have been sent behind it. */
  private enum Poison {
    MESSAGE_WITH_NUL("22021") {
      @Override
      EventBuilder into(EventBuilder event) {
        return event.withMessage("a NUL \0 inside");
      }
    },
    TAG_WITH_NUL("22021") {
      @Override
      EventBuilder into(EventBuilder event) {
        return event.withTags(Map.of("region", "e\0u"));
      }
    },
    HASH_WITH_NUL("22021") {
      @Override
      EventBuilder into(EventBuilder event) {
        return event.ofHashes(List.of("\0"));
      }
    },
    LEVEL_THAT_A_CONSTRAINT_FORBIDS("23514") {
      @Override
      EventBuilder into(EventBuilder event) {
        return event.hashed("new").withLevel("loud");
      }
    },
    ENVIRONMENT_TOO_LONG_FOR_AN_INDEX("54000") {
      @Override
      EventBuilder into(EventBuilder event) {
        return event.inEnvironment(noise());
      }
    };

    private final String sqlState;

    Poison(String sqlState) {
      this.sqlState = sqlState;
    }

    abstract EventBuilder into(EventBuilder event);

    /** Does not compress, so that it stays too long. */
    private static String noise() {
      return new Random(1)
          .ints(20_000, 'a', 'z')
          .mapToObj(Character::toString)
          .collect(Collectors.joining());
    }
  }

  @ParameterizedTest
  @EnumSource
  void poisonIsFoundAndAllElseIsStored(Poison poison) {
    WRITERS.store(anEvent(project.id()).build());
    var sane = new ArrayList<GroupedEvent>();
    var batch = new ArrayList<GroupedEvent>();
    for (int i = 0; i < BATCH; i++) {
      var event = anEvent(project.id()).build();
      sane.add(event);
      batch.add(event);
    }
    var first = poison.into(anEvent(project.id())).build();
    var last = poison.into(anEvent(project.id())).build();
    batch.addFirst(first);
    batch.add(BATCH / 3, last);

    var stored = WRITERS.store(batch.toArray(GroupedEvent[]::new));

    assertThat(stored.rejected())
        .extracting(Rejected::event)
        .usingElementComparator((one, two) -> one == two ? 0 : 1)
        .containsExactly(first, last);
    assertThat(stored.rejected())
        .allSatisfy(rejected -> assertThat(rejected.reason()).contains(poison.sqlState));
    assertThat(stored.accepted()).isEqualTo(BATCH);
    assertThat(storedIds()).hasSize(BATCH + 1).containsAll(ids(sane));
    assertThat(eventCount()).isEqualTo(BATCH + 1);
  }

  @Test
  void anEventWhoseProjectGoesAwayMeanwhileIsNoPoison() {
    TestDatabase.execute("DELETE FROM projects WHERE id = ?", project.id());

    var stored = WRITERS.store(anEvent(project.id()).build());

    assertThat(stored.rejected()).isEmpty();
    assertThat(stored.orphaned()).isEqualTo(1);
  }

  private static Set<UUID> ids(List<GroupedEvent> events) {
    return events.stream().map(GroupedEvent::eventId).collect(Collectors.toSet());
  }

  private Set<Object> storedIds() {
    return TestDatabase.query("SELECT id FROM events WHERE project_id = ?", project.id()).stream()
        .map(row -> Objects.requireNonNull(row.get("id")))
        .collect(Collectors.toSet());
  }

  private long eventCount() {
    return TestDatabase.query(
            "SELECT coalesce(sum(event_count), 0)::bigint AS n FROM issues WHERE project_id = ?",
            project.id())
        .stream()
        .mapToLong(row -> (Long) Objects.requireNonNull(row.get("n")))
        .sum();
  }
}
