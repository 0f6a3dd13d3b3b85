package io.attune.experiments.tensor;

import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The tensors of one trial on one engine. Confined to the thread that opened it; backends of
 * different threads do not disturb each other. Equal calls give equal bits, since an engine
 * computes with one native thread and draws no random numbers. Closing frees everything made here.
 */
public interface Backend extends AutoCloseable {
  /**
   * A tensor to train: it collects gradients and lives until this backend closes.
   *
   * @param values row by row; copied
   */
  Tensor variable(float[] values, long... shape);

  /** Zeros that live until this backend closes. */
  Tensor zeros(long... shape);

  /**
   * A tensor over the first numbers of a buffer, without a copy. It belongs to the open scope, and
   * the buffer must not change before that closes.
   */
  Tensor view(HostBuffer buffer, long... shape);

  /**
   * A tensor of these numbers, as exactly as this backend holds them. It belongs to the open scope.
   *
   * @param values row by row; copied
   */
  Tensor tensor(double[] values, long... shape);

  /**
   * The eigenvalues of a symmetric matrix in a row, from the least to the largest, and below it the
   * eigenvectors of length 1, each a row, in the same order. The result belongs to the open scope.
   */
  Tensor eigen(Tensor symmetric);

  /**
   * A network in the engine's own file format, as a function of a batch. It computes as in
   * evaluation and is never part of a recording. It lives until this backend closes.
   *
   * @throws IllegalArgumentException if the engine cannot read the file
   */
  UnaryOperator<Tensor> scripted(Path file);

  /**
   * A network in the engine's own file format, to train further. It lives until this backend
   * closes, and what it learns stays in memory.
   *
   * @throws IllegalArgumentException if the engine cannot read the file, or finds nothing to train
   * @throws IllegalStateException on a backend of 64 bits
   */
  Script trainable(Path file);

  /**
   * Computes in a scope, and frees every tensor that was computed in it.
   *
   * @return what was computed, which must not be a tensor
   * @throws IllegalStateException inside another scope
   */
  <T> T scoped(Supplier<T> computation);

  /** Computes while recording what {@link #backward} needs. Nothing is recorded otherwise. */
  Tensor record(Supplier<Tensor> computation);

  /**
   * Adds the gradient of every variable that a recorded output depends on.
   *
   * @param gradient derivative of the loss by each number of the output, in its shape
   */
  void backward(Tensor output, Tensor gradient);

  @Override
  void close();
}
