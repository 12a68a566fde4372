package io.mesher.writer.deadletter;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/** {@code dead-letters list | show ID | replay ID… | replay --all}. */
public final class DeadLetters {
  /** The first argument that asks for this instead of the service. */
  public static final String COMMAND = "dead-letters";

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int MISUSED = 2;
  private static final int LISTED = 100;

  private static final String USAGE =
      """
      Usage: dead-letters COMMAND

        list          the first 100 dead letters: id, time, service, reason
        list --all    all of them
        show ID       one of them; its body only if it has been scrubbed
        replay ID…    sends them again to where they died; they stay in the list
        replay --all  sends all of them again

      Reads MESHER_KAFKA_BOOTSTRAP_SERVERS. Sending one twice counts it once.
      """;

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;

  public DeadLetters(PrintStream out, PrintStream err, Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.environment = environment;
  }

  /**
   * Does what the arguments ask.
   *
   * @param arguments those after {@link #COMMAND}
   * @return the process's exit code
   */
  public int run(List<String> arguments) {
    var kafka = environment.getOrDefault("MESHER_KAFKA_BOOTSTRAP_SERVERS", "");
    if (arguments.isEmpty() || kafka.isBlank()) {
      err.print(USAGE);
      return MISUSED;
    }
    var rest = arguments.subList(1, arguments.size());
    try (var box = new LetterBox(kafka)) {
      return switch (arguments.getFirst()) {
        case "list" -> list(box, rest.equals(List.of("--all")) ? Integer.MAX_VALUE : LISTED);
        case "show" -> rest.size() == 1 ? show(box, LetterId.parse(rest.getFirst())) : misused();
        case "replay" -> rest.isEmpty() ? misused() : replay(box, rest);
        default -> misused();
      };
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return MISUSED;
    } catch (KafkaException | IllegalStateException e) {
      err.println("dead-letters: " + e.getMessage());
      return FAILED;
    }
  }

  private int misused() {
    err.print(USAGE);
    return MISUSED;
  }

  private int list(LetterBox box, int most) {
    var shown = new int[1];
    box.forEach(
        letter -> {
          out.println(LetterView.line(letter));
          return ++shown[0] < most;
        });
    if (shown[0] == 0) {
      out.println("No dead letters.");
    }
    return DONE;
  }

  private int show(LetterBox box, LetterId id) {
    var letter = box.find(id);
    letter.ifPresentOrElse(
        found -> out.println(LetterView.full(found)), () -> err.println("no letter " + id));
    return letter.isPresent() ? DONE : FAILED;
  }

  private int replay(LetterBox box, List<String> which) {
    int sent = 0;
    if (which.equals(List.of("--all"))) {
      sent = replayAll(box);
    } else {
      for (var id : which.stream().map(LetterId::parse).toList()) {
        var letter = box.find(id);
        if (letter.isEmpty()) {
          err.println("no letter " + id + "; sent " + sent);
          return FAILED;
        }
        box.replay(List.of(letter.get()));
        sent++;
      }
    }
    out.println("Sent again: " + sent);
    return DONE;
  }

  /** In portions, as the letters of two weeks need not fit into memory. */
  private static int replayAll(LetterBox box) {
    var portion = new ArrayList<Letter>();
    var sent = new int[1];
    box.forEach(
        letter -> {
          portion.add(letter);
          if (portion.size() == LISTED) {
            sent[0] += send(box, portion);
          }
          return true;
        });
    return sent[0] + send(box, portion);
  }

  private static int send(LetterBox box, List<Letter> portion) {
    box.replay(portion);
    int size = portion.size();
    portion.clear();
    return size;
  }
}
