package io.attune.experiments.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/**
 * What DJL's engine-neutral interface cannot do, in calls of its PyTorch engine. DJL's own gradient
 * collector allows one user per process; these calls keep their state per thread, as PyTorch does.
 */
final class PyTorch {
  private PyTorch() {}

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

  static void clearGradient(NDArray variable) {
    JniUtils.zeroGrad((PtNDArray) variable);
  }
}
