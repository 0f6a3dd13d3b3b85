package io.attune.experiments.train;

import io.attune.experiments.tensor.Tensor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Training at the end of an epoch. The random generator's state is the epoch, see {@link Learner}.
 *
 * @param updates updates made so far
 * @param best best result on the validation split so far
 * @param watched what plateau and patience remember of validation results
 * @param tensors numbers of each tensor, in the order of {@link Learner#state} or {@link
 *     Learner#weights}
 */
record Checkpoint(
    long epoch, long updates, Tally best, List<Double> watched, List<float[]> tensors) {
  private static final int MAGIC = 0x41545432;

  static Checkpoint of(
      long epoch, long updates, Tally best, List<Double> watched, List<Tensor> tensors) {
    List<float[]> numbers = tensors.stream().map(Tensor::toArray).toList();
    return new Checkpoint(epoch, updates, best, List.copyOf(watched), numbers);
  }

  /**
   * A checkpoint with the mean of each number of some, and all else as in the last.
   *
   * @throws IOException if they are not of the same network
   */
  static Checkpoint mean(List<Checkpoint> all) throws IOException {
    Checkpoint last = all.get(all.size() - 1);
    List<float[]> means = last.tensors.stream().map(numbers -> new float[numbers.length]).toList();
    for (Checkpoint each : all) {
      if (!each.sizes().equals(last.sizes())) {
        throw new IOException("weights of networks with different layers have no mean.");
      }
      for (int i = 0; i < means.size(); i++) {
        add(means.get(i), each.tensors.get(i), 1.0f / all.size());
      }
    }
    return new Checkpoint(last.epoch, last.updates, last.best, List.of(), means);
  }

  private static void add(float[] sum, float[] numbers, float factor) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += factor * numbers[i];
    }
  }

  private List<Integer> sizes() {
    return tensors.stream().map(numbers -> numbers.length).toList();
  }

  /** Writes a file that is either whole or as it was, even if the process dies. */
  void write(Path file) throws IOException {
    new SealedFile(file, MAGIC).write(content(), StandardOpenOption.WRITE);
  }

  /** The same, and whole even if the machine loses power right afterwards. */
  void writeDurably(Path file) throws IOException {
    new SealedFile(file, MAGIC).write(content(), StandardOpenOption.DSYNC);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if the file is missing, damaged or another kind of file
   */
  static Checkpoint read(Path file) throws IOException {
    byte[] content =
        new SealedFile(file, MAGIC)
            .read()
            .orElseThrow(
                () ->
                    new IOException(
                        file + ": is damaged or no checkpoint. Start the trial afresh."));
    return parse(new DataInputStream(new ByteArrayInputStream(content)));
  }

  /**
   * Puts the numbers into tensors.
   *
   * @throws IOException if these are not the tensors the checkpoint was made of
   */
  void restore(List<Tensor> into) throws IOException {
    List<Integer> sizes = into.stream().map(tensor -> tensor.toArray().length).toList();
    List<Integer> stored = sizes();
    if (!sizes.equals(stored)) {
      throw new IOException(
          "checkpoint of epoch %d has tensors of %s numbers, but the network has %s. Its settings changed."
              .formatted(epoch, stored, sizes));
    }
    for (int i = 0; i < into.size(); i++) {
      into.get(i).assign(tensors.get(i));
    }
  }

  private byte[] content() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeLong(epoch);
    out.writeLong(updates);
    out.writeDouble(best.loss());
    out.writeLong(best.hits());
    out.writeLong(best.examples());
    out.writeInt(watched.size());
    for (double number : watched) {
      out.writeDouble(number);
    }
    FloatLists.write(out, tensors);
    return bytes.toByteArray();
  }

  private static Checkpoint parse(DataInputStream in) throws IOException {
    long epoch = in.readLong();
    long updates = in.readLong();
    Tally best = new Tally(in.readDouble(), in.readLong(), in.readLong());
    List<Double> watched = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      watched.add(in.readDouble());
    }
    return new Checkpoint(epoch, updates, best, List.copyOf(watched), FloatLists.read(in));
  }
}
