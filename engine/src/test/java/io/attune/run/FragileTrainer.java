package io.attune.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A trainer for worker processes that dies in whichever way its assignment says. */
public final class FragileTrainer implements TrainerProvider {
  @Override
  public String name() {
    return "fragile";
  }

  @Override
  public String description() {
    return "dies as told";
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("engine", "none");
  }

  @Override
  public boolean prefersProcesses() {
    return true;
  }

  @Override
  public Trainer trainer() {
    return new Trainer() {
      @Override
      public void train(TrialContext trial) throws Exception {
        System.out.println("printed by the trainer");
        trial.log("process " + ProcessHandle.current().pid());
        for (int step = 1; step <= 3; step++) {
          double loss = trial.assignment().number("x") + 1.0 / step;
          if (!trial.report(step, Map.of("loss", loss, "odd", Double.NaN))) {
            return;
          }
          misbehave(trial, step);
        }
      }

      @Override
      public Map<String, Double> test(TrialContext trial) {
        return Map.of("test_loss", trial.assignment().number("x"));
      }
    };
  }

  private static void misbehave(TrialContext trial, int step) throws Exception {
    String fault = trial.assignment().text("fault");
    boolean first = !java.nio.file.Files.exists(trial.directory().resolveSibling("died-once"));
    if (step != 2 || fault.equals("none")) {
      return;
    }
    if (fault.equals("attach")) {
      trial.attach(Content.histogram("weights", 1, 2, Double.NaN).at(step));
      java.nio.file.Path file = trial.directory().resolve("file");
      trial.attach(
          Content.file("file", java.nio.file.Files.writeString(file, "a file of a worker")));
    } else if (fault.equals("kill once") && first) {
      java.nio.file.Files.createFile(trial.directory().resolveSibling("died-once"));
      kill();
    } else if (fault.equals("kill")) {
      kill();
    } else if (fault.equals("exit")) {
      System.exit(7);
    } else if (fault.equals("memory")) {
      exhaustMemory();
    } else if (fault.equals("throw")) {
      throw new IllegalStateException("told to throw");
    } else if (fault.equals("chatter")) {
      for (int i = 0; i < 400; i++) {
        System.out.println("said by " + trial.directory().getFileName());
      }
      System.out.print("last words of " + trial.directory().getFileName());
    } else if (fault.equals("long line")) {
      System.out.println("é".repeat(10_000_000));
    } else if (fault.equals("secret")) {
      System.getenv().keySet().forEach(name -> trial.log("variable " + name));
    } else if (fault.equals("child")) {
      Process child = new ProcessBuilder("sleep", "600").start();
      trial.log("child " + child.pid());
    } else if (fault.equals("hang")) {
      Thread.sleep(Long.MAX_VALUE);
    }
  }

  private static void kill() throws Exception {
    String pid = Long.toString(ProcessHandle.current().pid());
    new ProcessBuilder("kill", "-9", pid).start().waitFor();
    Thread.sleep(60_000);
  }

  private static void exhaustMemory() {
    List<long[]> hoard = new ArrayList<>();
    while (hoard.size() < Integer.MAX_VALUE) {
      hoard.add(new long[Integer.MAX_VALUE - 8]);
    }
  }
}
