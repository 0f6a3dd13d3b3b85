package io.attune.experiments.djl;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import io.attune.experiments.tensor.Script;
import io.attune.experiments.tensor.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A TorchScript module whose parameters collect gradients. It stays in evaluation mode, in which
 * DJL loads it: PyTorch would draw dropout from a generator that all trials of a process share, and
 * statistics of batches are no parameters, so that DJL could not bring them into a checkpoint.
 */
record TorchScript(DjlBackend backend, Path file, PtSymbolBlock module, List<Tensor> parameters)
    implements Script {
  /**
   * Reads a module for training.
   *
   * @throws IllegalArgumentException if it cannot be read, or has nothing to train
   */
  static TorchScript load(DjlBackend backend, NDManager root, Path file) {
    PtSymbolBlock module = PyTorch.module(root, file, PyTorch.Use.TRAINING);
    NDList parameters = JniUtils.moduleGetParams(module, (PtNDManager) root);
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException(
          "%s has no parameters to train. If torch.jit.freeze made them constants, save it without; features_from takes it as it is."
              .formatted(file));
    }
    return new TorchScript(
        backend,
        file,
        module,
        parameters.stream().map(array -> variable(backend, file, array)).toList());
  }

  private static Tensor variable(DjlBackend backend, Path file, NDArray array) {
    if (array.getDataType() != DataType.FLOAT32) {
      throw new IllegalArgumentException(
          "%s holds %s of type %s, but only float32 can be trained. Convert it before saving."
              .formatted(
                  file, array.getName(), array.getDataType().name().toLowerCase(Locale.ROOT)));
    }
    array.setRequiresGradient(true);
    return new DjlTensor(backend, array);
  }

  /** Not in inference mode, whose results no gradient could pass. */
  @Override
  public Tensor apply(Tensor input) {
    try {
      NDList made = IValueUtils.forward(module, new NDList(((DjlTensor) input).array()), true);
      return backend.adopt(made.singletonOrThrow());
    } catch (EngineException e) {
      throw PyTorch.unfit(file, e);
    }
  }
}
