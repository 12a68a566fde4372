package io.mesher.writer;

import io.mesher.writer.deadletter.DeadLetters;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;

/** The service or, with {@code dead-letters …} as arguments, its tool. */
@QuarkusMain
public final class WriterMain {
  private WriterMain() {}

  public static void main(String... arguments) {
    if (arguments.length > 0 && arguments[0].equals(DeadLetters.COMMAND)) {
      var rest = Arrays.asList(arguments).subList(1, arguments.length);
      System.exit(new DeadLetters(System.out, System.err, System.getenv()).run(rest));
    }
    Quarkus.run(arguments);
  }
}
