package io.attune.experiments.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Tensors in a file: how many, then for each its length and its numbers as 32-bit floats. */
final class FloatLists {
  private FloatLists() {}

  static void write(DataOutput out, List<float[]> tensors) throws IOException {
    out.writeInt(tensors.size());
    for (float[] numbers : tensors) {
      out.writeInt(numbers.length);
      for (float number : numbers) {
        out.writeFloat(number);
      }
    }
  }

  static List<float[]> read(DataInput in) throws IOException {
    List<float[]> tensors = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      float[] numbers = new float[in.readInt()];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = in.readFloat();
      }
      tensors.add(numbers);
    }
    return List.copyOf(tensors);
  }
}
