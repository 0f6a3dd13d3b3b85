package io.attune.experiments.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.attune.experiments.tensor.Backend;
import io.attune.experiments.tensor.Backends;
import io.attune.experiments.tensor.HostBuffer;
import io.attune.experiments.tensor.Script;
import io.attune.experiments.tensor.Tensor;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Tensors on DJL's PyTorch engine, on the CPU. */
public final class DjlBackend implements Backend {
  private final NDManager root;
  private final DataType type;
  private final HostBuffer number = HostBuffer.of(1);
  private final NDArray numberArray;
  private NDManager current;
  private boolean recording;

  private DjlBackend(NDManager root, DataType type) {
    this.root = root;
    this.type = type;
    this.current = root;
    this.numberArray = view(root, number, new Shape());
  }

  /**
   * Opens a backend for the calling thread. The first call in a process loads the native library,
   * and the first on a machine unpacks it.
   *
   * @throws IllegalStateException if the native library cannot be unpacked or loaded
   */
  public static DjlBackend open() {
    return new DjlBackend(PyTorch.newManager(), DataType.FLOAT32);
  }

  /**
   * The same with 64-bit numbers inside, for checks that 32 bits blur. Slow; what goes in are
   * 32-bit numbers still, exactly.
   */
  public static DjlBackend openPrecise() {
    return new DjlBackend(PyTorch.newManager(), DataType.FLOAT64);
  }

  /** Opens either kind. */
  public static Backends both() {
    return new Backends(DjlBackend::open, DjlBackend::openPrecise);
  }

  /** What computes here, without loading it: the engine, its version, its threads. */
  public static Map<String, String> environment() {
    return Versions.environment();
  }

  @Override
  public Tensor variable(float[] values, long... shape) {
    NDArray array = precise(copy(root, values, new Shape(shape)));
    array.setRequiresGradient(true);
    return new DjlTensor(this, array);
  }

  @Override
  public Tensor zeros(long... shape) {
    return new DjlTensor(this, root.zeros(new Shape(shape), type));
  }

  @Override
  public Tensor view(HostBuffer buffer, long... shape) {
    return new DjlTensor(this, precise(view(current, buffer, new Shape(shape))));
  }

  @Override
  public Tensor tensor(double[] values, long... shape) {
    NDArray exact = current.create(values, new Shape(shape));
    return new DjlTensor(this, precise(exact));
  }

  @Override
  public Tensor eigen(Tensor symmetric) {
    return adopt(SymmetricEigen.of(current, ((DjlTensor) symmetric).array()));
  }

  @Override
  public <T> T scoped(Supplier<T> computation) {
    if (current != root) {
      throw new IllegalStateException("a scope is open; scopes do not nest.");
    }
    try (NDManager scope = root.newSubManager()) {
      current = scope;
      return computation.get();
    } finally {
      current = root;
    }
  }

  @Override
  public Tensor record(Supplier<Tensor> computation) {
    record();
    try {
      return computation.get();
    } finally {
      PyTorch.stopRecording();
      recording = false;
    }
  }

  private void record() {
    PyTorch.startRecording();
    recording = true;
  }

  @Override
  public UnaryOperator<Tensor> scripted(Path file) {
    UnaryOperator<NDArray> script = PyTorch.script(root, file);
    return input -> unrecorded(() -> precise(script.apply(single(input))));
  }

  @Override
  public Script trainable(Path file) {
    if (type == DataType.FLOAT64) {
      throw new IllegalStateException("TorchScript modules are trained with 32 bits.");
    }
    return TorchScript.load(this, root, file);
  }

  /** Modules compute with the 32 bits that they were saved with. */
  private static NDArray single(Tensor input) {
    return ((DjlTensor) input).array().toType(DataType.FLOAT32, false);
  }

  private Tensor unrecorded(Supplier<NDArray> computation) {
    boolean resumes = recording;
    PyTorch.stopRecording();
    try {
      return adopt(computation.get());
    } finally {
      if (resumes) {
        record();
      }
    }
  }

  @Override
  public void backward(Tensor output, Tensor gradient) {
    PyTorch.backward(((DjlTensor) output).array(), ((DjlTensor) gradient).array());
  }

  @Override
  public void close() {
    root.close();
  }

  /** Hands a result to the open scope; DJL leaves it with the manager of its first operand. */
  DjlTensor adopt(NDArray array) {
    if (array.getManager() != current) {
      array.attach(current);
    }
    return new DjlTensor(this, array);
  }

  /** A number as an array; the next call changes it. Spares each factor an array of its own. */
  NDArray number(double value) {
    if (type == DataType.FLOAT64) {
      return current.create(value);
    }
    number.put(0, new float[] {(float) value});
    return numberArray;
  }

  /** An array of 32-bit numbers as this backend computes with them. */
  NDArray precise(NDArray array) {
    return array.toType(type, false);
  }

  static NDArray copy(NDManager owner, float[] values, Shape shape) {
    return view(owner, HostBuffer.of(values), shape);
  }

  private static NDArray view(NDManager owner, HostBuffer buffer, Shape shape) {
    return owner.create(buffer.first(Math.toIntExact(shape.size())), shape, DataType.FLOAT32);
  }
}
