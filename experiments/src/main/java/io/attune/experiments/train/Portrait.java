package io.attune.experiments.train;

import io.attune.experiments.data.BatchReader;
import io.attune.experiments.data.Dataset;
import io.attune.experiments.health.Album;
import io.attune.experiments.health.LayerHealth;
import io.attune.experiments.nn.Network;
import io.attune.experiments.tensor.Backend;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** The pictures of a trial: of the network as the last epoch left it. */
final class Portrait {
  private static final int MOST_POINTS = 300;

  private final Backend backend;
  private final Network network;
  private final LayerHealth health;
  private final Dataset data;

  Portrait(Backend backend, Network network, LayerHealth health, Dataset data) {
    this.backend = backend;
    this.network = network;
    this.health = health;
    this.data = data;
  }

  /** Draws what there is to draw of such data. */
  void draw(Path folder) throws IOException {
    Album album = new Album(folder);
    album.firstLayer(network, data.shape());
    album.distributions(health);
    if (isPlane()) {
      drawDecisions(album);
    }
  }

  private boolean isPlane() {
    return data.shape().size() == 2 && !data.shape().isImage() && Form.of(data).hasClasses();
  }

  private void drawDecisions(Album album) throws IOException {
    int size = Math.min(MOST_POINTS, data.validation().size());
    BatchReader reader = data.reader(size);
    reader.read(data.validation(), IntStream.range(0, size).toArray(), 0, size);
    float[] points = new float[2 * size];
    reader.inputs().first(2 * size).order(ByteOrder.nativeOrder()).asFloatBuffer().get(points);
    album.decisions(backend, network, points, reader.labels());
  }
}
