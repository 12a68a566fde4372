package io.mesher.api.mail;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class PostTest {
  private static final Letter LETTER =
      new Letter(List.of("a@example.org"), "subject", "text", "html");

  @Test
  void aServerThatNeverAnswersIsNotWaitedForForEver() {
    var post =
        new Post(
            mails -> Uni.createFrom().nothing(),
            () -> Optional.of("mail.example"),
            Duration.ofMillis(10));

    assertThatThrownBy(() -> post.send(LETTER).await().atMost(Duration.ofSeconds(30)))
        .hasCauseInstanceOf(TimeoutException.class);
  }
}
