package io.mesher.api.account;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.mesher.api.problem.TooManyRequestsException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id, off the event loop. Two at a time: each needs 12 MiB of heap, and a flood of sign-ins
 * must not take the machine.
 */
@ApplicationScoped
class Passwords {
  private static final int MEMORY_KIB = 12 * 1024;
  private static final int ITERATIONS = 3;
  private static final int PARALLELISM = 1;
  private static final int LENGTH = 32;
  private static final int AT_A_TIME = 2;

  /** A few seconds' worth of work. */
  private static final int MOST_WAITING = 64;

  private final Argon2Function argon2 =
      Argon2Function.getInstance(MEMORY_KIB, ITERATIONS, PARALLELISM, LENGTH, Argon2.ID);

  private final AtomicInteger waiting = new AtomicInteger();
  private final WorkerExecutor workers;

  /** What an unknown account's password is compared with, so that it takes as long to refuse. */
  private final String nobody;

  Passwords(Vertx vertx) {
    workers = vertx.createSharedWorkerExecutor("passwords", AT_A_TIME);
    nobody = Password.hash("nobody's password").addRandomSalt().with(argon2).getResult();
  }

  Uni<String> hash(String password) {
    return bounded(() -> Password.hash(password).addRandomSalt().with(argon2).getResult());
  }

  /** Whether it is the password of a stored hash; without one the answer is no, as slowly. */
  Uni<Boolean> matches(String password, @Nullable String hash) {
    return bounded(
        () -> {
          String stored = hash == null ? nobody : hash;
          boolean same =
              Password.check(password, stored).with(Argon2Function.getInstanceFromHash(stored));
          return same && hash != null;
        });
  }

  private <T> Uni<T> bounded(Callable<T> work) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return Uni.createFrom().failure(new TooManyRequestsException("too many sign-ins at once", 1));
    }
    return workers.executeBlocking(work, false).onTermination().invoke(waiting::decrementAndGet);
  }

  @PreDestroy
  void close() {
    workers.closeAndForget();
  }
}
