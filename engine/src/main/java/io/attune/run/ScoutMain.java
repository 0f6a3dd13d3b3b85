package io.attune.run;

import io.attune.space.SearchSpace;
import io.attune.sweep.SweepFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A process that a scout works in: takes a space on standard input, answers on standard output. */
final class ScoutMain {
  private final PrintStream answers;

  private ScoutMain(PrintStream answers) {
    this.answers = answers;
  }

  /**
   * Answers one question and ends.
   *
   * @param args the trainer's name, the question, the seed
   */
  public static void main(String[] args) throws IOException {
    InterruptSignal.ignore();
    PrintStream answers = System.out;
    // What libraries print is no answer.
    System.setOut(System.err);
    ScoutMain main = new ScoutMain(answers);
    try {
      main.answer(args[0], ScoutTask.valueOf(args[1]), Long.parseLong(args[2]), space());
    } catch (RuntimeException e) {
      main.say(ScoutMessages.error(e.getMessage() == null ? e.toString() : e.getMessage()));
    }
    main.say(ScoutMessages.done());
    // Nobody waits for threads that native code left behind.
    Runtime.getRuntime().halt(0);
  }

  private static SearchSpace space() throws IOException {
    return SweepFile.parseSpace(new String(System.in.readAllBytes(), StandardCharsets.UTF_8));
  }

  private void answer(String trainer, ScoutTask task, long seed, SearchSpace space) {
    Scout scout = Trainers.named(trainer).flatMap(TrainerProvider::scout).orElseThrow();
    if (task == ScoutTask.PREFLIGHT) {
      scout.preflight(space, seed, finding -> say(ScoutMessages.finding(finding)));
    } else {
      say(ScoutMessages.range(scout.rateRange(space, seed)));
    }
  }

  private void say(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    answers.write(bytes, 0, bytes.length);
    answers.flush();
  }
}
