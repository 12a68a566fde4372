package io.mesher.localstack.stack;

import io.mesher.localstack.StackException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Several steps at the same time, a thread each. */
final class Together {
  private Together() {}

  /**
   * Runs all steps and returns when they are done. With the first failure the others are
   * interrupted, so they must leave behind nothing that their caller can't find.
   *
   * @throws StackException of the step that failed first
   */
  static void orInterrupt(List<Runnable> steps) {
    run(steps, ExecutorService::shutdownNow);
  }

  /**
   * Runs all steps and returns when they are done, whether or not one fails.
   *
   * @throws StackException of the step that failed first
   */
  static void toTheEnd(List<Runnable> steps) {
    run(steps, ExecutorService::shutdown);
  }

  private static void run(List<Runnable> steps, Consumer<ExecutorService> onFailure) {
    try (var executor =
        Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().factory())) {
      var results = new ExecutorCompletionService<@Nullable Void>(executor);
      steps.forEach(step -> results.submit(step, null));
      for (int i = 0; i < steps.size(); i++) {
        try {
          results.take().get();
        } catch (ExecutionException e) {
          onFailure.accept(executor);
          throw e.getCause() instanceof RuntimeException known
              ? known
              : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
          onFailure.accept(executor);
          Thread.currentThread().interrupt();
          throw new StackException("interrupted", e);
        }
      }
    }
  }
}
