package io.attune.experiments.health;

import io.attune.experiments.data.Shape;
import io.attune.experiments.nn.Network;
import io.attune.experiments.tensor.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Draws a trained network into a trial's folder of pictures, which outlives the trial. */
public final class Album {
  private final Path folder;

  /** In the folder of a trial. */
  public Album(Path trial) {
    this.folder = trial.resolve("pictures");
  }

  /** What each unit of the first layer looks for, where inputs are images. */
  public void firstLayer(Network network, Shape input) throws IOException {
    put("first-layer", FirstLayer.draw(network, input));
  }

  /** How the numbers of each layer are distributed, where that was measured. */
  public void distributions(LayerHealth health) throws IOException {
    put("distributions", HistogramSheet.draw(health.distributions()));
  }

  /**
   * Which class the network gives each place of the plane.
   *
   * @param points with known classes, two numbers each
   */
  public void decisions(Backend backend, Network network, float[] points, int[] classes)
      throws IOException {
    DecisionMap.Points known = new DecisionMap.Points(points, classes);
    put("decisions", Optional.of(DecisionMap.draw(backend, network, known)));
  }

  private void put(String name, Optional<Canvas> canvas) throws IOException {
    if (canvas.isPresent()) {
      Files.createDirectories(folder);
      canvas.get().write(folder.resolve(name + ".png"));
    }
  }
}
