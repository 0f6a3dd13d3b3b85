package io.attune.experiments.train;

import io.attune.experiments.data.BatchReader;
import io.attune.experiments.data.Dataset;
import io.attune.experiments.data.Examples;
import io.attune.experiments.health.Cost;
import io.attune.experiments.health.EnergyMeter;
import io.attune.experiments.health.LayerHealth;
import io.attune.experiments.health.PeakMemory;
import io.attune.experiments.nn.Network;
import io.attune.experiments.tensor.Backend;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What is measured of a trial beside how well it learns. */
final class Instruments {
  /** Metrics that tell of the machine; all others follow from assignment and seed. */
  static final Set<String> OF_THE_MACHINE =
      Set.of("samples_per_second", "microseconds_per_sample", "peak_memory_bytes", "energy_joules");

  private static final int MOST_EXAMPLES = 250;
  private static final int FEWEST_EXAMPLES = 16;

  /** So many numbers of input that the answers of a wide layer stay below some 20 MB. */
  private static final int NUMBERS = 250_000;

  private final Backend backend;
  private final Form form;
  private final LayerHealth health;
  private final Cost cost;
  private final Examples examples;
  private final BatchReader reader;
  private final int size;
  private final PeakMemory memory = PeakMemory.ofThisProcess();
  private final EnergyMeter energy = EnergyMeter.ofThisMachine();

  /** Begins to measure. */
  Instruments(Backend backend, Network network, LayerHealth health, Dataset data) {
    this.backend = backend;
    this.form = Form.of(data);
    this.health = health;
    this.cost = Cost.of(backend, network, data.shape());
    this.examples = data.validation();
    this.size = size(data);
    this.reader = data.reader(size);
    memory.restart();
  }

  private static int size(Dataset data) {
    int bearable = Math.max(FEWEST_EXAMPLES, NUMBERS / data.shape().size());
    return Math.min(Math.min(MOST_EXAMPLES, bearable), data.validation().size());
  }

  /** At the end of an epoch. */
  Map<String, Double> metrics() {
    Map<String, Double> metrics = new LinkedHashMap<>(cost.metrics());
    memory.bytes().ifPresent(bytes -> metrics.put("peak_memory_bytes", (double) bytes));
    energy.joules().ifPresent(joules -> metrics.put("energy_joules", joules));
    if (health.watches()) {
      look();
      metrics.putAll(health.metrics());
    }
    return metrics;
  }

  private void look() {
    reader.read(examples, IntStream.range(0, size).toArray(), 0, size);
    backend.scoped(() -> health.look(form.input(backend, reader, size)));
  }
}
