package io.attune.run;

import static io.attune.trial.SystemMetric.PREFIX;

import com.sun.management.OperatingSystemMXBean;
import io.attune.trial.Cause;
import io.attune.trial.Reading;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Measures every ten seconds what the processes of running trials use, and the machine as a whole:
 * series such as {@code system/cpu_percent}, whose steps are seconds since the attempt began. What
 * the system does not tell is left out. Trials in threads share a process, and its figures.
 */
public final class MachineWatch implements TrialExecutor {
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final TrialExecutor executor;
  private final InstantSource clock;
  private final Map<TrialPlan, Watched> watched = new ConcurrentHashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(MachineWatch::daemon);

  MachineWatch(TrialExecutor executor, InstantSource clock, Duration every) {
    this.executor = executor;
    this.clock = clock;
    var unused =
        thread.scheduleWithFixedDelay(
            this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Starts trials with an executor, and watches the machine while they run. */
  public static TrialExecutor over(TrialExecutor executor, InstantSource clock) {
    return new MachineWatch(executor, clock, EVERY);
  }

  @Override
  public void start(TrialPlan plan, Inbox inbox) {
    executor.start(plan, new Listening(inbox));
  }

  @Override
  public void kill(TrialPlan plan) {
    watched.remove(plan);
    executor.kill(plan);
  }

  @Override
  public void close() {
    thread.shutdownNow();
    executor.close();
  }

  private void look() {
    try {
      List<Reading> machine = watched.isEmpty() ? List.of() : machine();
      Map<Long, ProcessUse> uses = new HashMap<>();
      watched.forEach((plan, trial) -> tell(plan, trial, machine, uses));
    } catch (RuntimeException e) {
      // Thrown on, it would end the watch; the next look may see more.
      System.getLogger(MachineWatch.class.getName())
          .log(System.Logger.Level.WARNING, "cannot measure the machine", e);
    }
  }

  private void tell(
      TrialPlan plan, Watched trial, List<Reading> machine, Map<Long, ProcessUse> uses) {
    ProcessUse use = uses.computeIfAbsent(trial.pid, ProcessUse::of);
    List<Reading> readings = new ArrayList<>();
    add(readings, "cpu_percent", use.percentSince(trial.before));
    add(readings, "memory_bytes", use.memory());
    readings.addAll(machine);
    trial.before = use;
    long millis = clock.millis();
    long step = Duration.ofNanos(System.nanoTime() - trial.begun).toSeconds();
    trial.inbox.measured(
        plan,
        readings.stream()
            .map(reading -> new Reading(reading.metric(), step, millis, reading.value()))
            .toList());
  }

  private static List<Reading> machine() {
    List<Reading> readings = new ArrayList<>();
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system) {
      double load = system.getCpuLoad();
      add(readings, "machine_cpu_percent", load < 0 ? Double.NaN : 100 * load);
      add(
          readings,
          "machine_memory_bytes",
          system.getTotalMemorySize() - (double) system.getFreeMemorySize());
    }
    for (GpuProbe.Gpu gpu : GpuProbe.look()) {
      add(readings, "gpu%d_percent".formatted(gpu.index()), gpu.percent());
      add(readings, "gpu%d_memory_bytes".formatted(gpu.index()), gpu.usedBytes());
    }
    return readings;
  }

  private static void add(List<Reading> readings, String name, double value) {
    if (!Double.isNaN(value)) {
      readings.add(new Reading(PREFIX + name, 0, 0, value));
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "attune-machine-watch");
    thread.setDaemon(true);
    return thread;
  }

  /** A trial that runs in a process. Used by the watching thread once it is known. */
  private static final class Watched {
    private final long pid;
    private final Inbox inbox;
    private final long begun = System.nanoTime();
    private ProcessUse before;

    Watched(long pid, Inbox inbox) {
      this.pid = pid;
      this.inbox = inbox;
      this.before = ProcessUse.of(pid);
    }
  }

  /** Learns from what is told of a trial which process it is. */
  private final class Listening extends ForwardingInbox {
    private final Inbox inbox;

    Listening(Inbox inbox) {
      super(inbox);
      this.inbox = inbox;
    }

    @Override
    public void placed(TrialPlan plan, Map<String, String> environment) {
      super.placed(plan, environment);
      String pid = environment.getOrDefault("pid", "");
      if (pid.matches("[1-9]\\d{0,9}")) {
        watched.computeIfAbsent(plan, p -> new Watched(Long.parseLong(pid), inbox));
      }
    }

    @Override
    public void ended(TrialPlan plan, Optional<Cause> failure) {
      watched.remove(plan);
      super.ended(plan, failure);
    }
  }
}
