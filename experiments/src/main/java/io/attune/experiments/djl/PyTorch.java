package io.attune.experiments.djl;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.ParameterStore;
import io.attune.experiments.tensor.Normalization;
import io.attune.experiments.tensor.Tensor;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

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

  /**
   * A TorchScript module as a function of one array to one array, in inference mode.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  static UnaryOperator<NDArray> script(NDManager manager, Path file) {
    PtSymbolBlock module = module(manager, file, Use.INFERENCE);
    return input -> {
      NDList made = module.forward(new ParameterStore(manager, false), new NDList(input), false);
      try (NDArray inferred = made.singletonOrThrow()) {
        // What was computed in inference mode cannot be used where gradients are recorded.
        return inferred.duplicate();
      }
    };
  }

  /** What a module is read for. */
  enum Use {
    INFERENCE,
    TRAINING
  }

  /**
   * A TorchScript module in evaluation mode.
   *
   * @throws IllegalArgumentException if it cannot be read
   */
  static PtSymbolBlock module(NDManager manager, Path file, Use use) {
    // The optimizer of graphs rewrites them after some calls, and results may change in their bits.
    JniUtils.setGraphExecutorOptimize(false);
    try {
      return JniUtils.loadModule(
          (PtNDManager) manager, file, true, new String[0], new String[0], use == Use.TRAINING);
    } catch (EngineException e) {
      throw new IllegalArgumentException(
          "%s cannot be read as a TorchScript file: %s".formatted(file, firstLine(e)), e);
    }
  }

  /** What to say of a module that does not take what it is given. */
  static IllegalArgumentException unfit(Path file, EngineException e) {
    return new IllegalArgumentException(
        "%s does not take such examples: %s".formatted(file, firstLine(e)), e);
  }

  private static String firstLine(EngineException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static PtNDArray unwrap(Tensor tensor) {
    return (PtNDArray) ((DjlTensor) tensor).array();
  }

  static void clearGradient(NDArray variable) {
    JniUtils.zeroGrad((PtNDArray) variable);
  }
}
