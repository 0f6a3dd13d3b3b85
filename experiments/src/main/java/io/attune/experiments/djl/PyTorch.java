package io.attune.experiments.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.attune.experiments.tensor.Normalization;
import io.attune.experiments.tensor.Tensor;

/**
 * What DJL's engine-neutral interface cannot do, in calls of its PyTorch engine. DJL's own gradient
 * collector allows one user per process; these calls keep their state per thread, as PyTorch does.
 */
final class PyTorch {
  private PyTorch() {}

  /** Whose mean and variance a normalization uses. */
  enum Statistics {
    BATCH,
    RUNNING
  }

  /**
   * A manager for the calling thread. PyTorch keeps both settings per thread: a new thread records,
   * and multiplies matrices with as many native threads as there are cores.
   */
  static NDManager newManager() {
    NativeLibrary.load();
    JniUtils.setNumThreads(Versions.THREADS);
    stopRecording();
    return NDManager.newBaseManager(Device.cpu());
  }

  static void startRecording() {
    JniUtils.setGradMode(true);
  }

  static void stopRecording() {
    JniUtils.setGradMode(false);
  }

  static void backward(NDArray output, NDArray gradient) {
    JniUtils.backward((PtNDArray) output, (PtNDArray) gradient, false, false);
  }

  /**
   * Normalizes channels, the second axis.
   *
   * @param by {@code BATCH} to use its statistics and let the running ones follow
   */
  static NDArray batchNorm(NDArray input, Normalization how, Statistics by) {
    return JniUtils.batchNorm(
        (PtNDArray) input,
        unwrap(how.mean()),
        unwrap(how.variance()),
        unwrap(how.scale()),
        unwrap(how.shift()),
        by == Statistics.BATCH,
        how.share(),
        how.epsilon());
  }

  private static PtNDArray unwrap(Tensor tensor) {
    return (PtNDArray) ((DjlTensor) tensor).array();
  }

  static void clearGradient(NDArray variable) {
    JniUtils.zeroGrad((PtNDArray) variable);
  }
}
