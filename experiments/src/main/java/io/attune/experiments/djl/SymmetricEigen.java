package io.attune.experiments.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * PyTorch's eigen decomposition of symmetric matrices, which is LAPACK's. DJL passes it on to no
 * one, but it runs TorchScript, so here is a module of one call. Its archive holds the source and
 * two pickles: the module, which has one field and no weights, and an empty tuple of constants.
 */
final class SymmetricEigen {
  private static final String SOURCE =
      """
      class Symmetric(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
        def forward(self: __torch__.Symmetric,
          matrix: Tensor) -> Tensor:
          values, vectors = torch.linalg_eigh(matrix)
          return torch.cat([torch.unsqueeze(values, 0), torch.transpose(vectors, 0, 1)])
      """;

  /** Protocol 2, an object of the class above, whose state is a dictionary with one entry. */
  private static final String MODULE =
      "\u0080\u0002c__torch__\nSymmetric\n)\u0081}(X\b\0\0\0training\u0088ub.";

  private static final String NO_CONSTANTS = "\u0080\u0002).";

  /** Of the archive's format; any PyTorch since 1.5 reads it. */
  private static final String VERSION = "3\n";

  private SymmetricEigen() {}

  /**
   * A row of eigenvalues, from the least to the largest, and below it the eigenvectors, each a row,
   * in the same order.
   */
  static NDArray of(NDManager manager, NDArray symmetric) {
    try {
      Path file = Files.createTempFile("attune-eigen", ".pt");
      try (NDManager brief = manager.newSubManager()) {
        write(file);
        UnaryOperator<NDArray> script = PyTorch.script(brief, file);
        NDArray result = script.apply(symmetric);
        result.attach(manager);
        return result;
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the folder for temporary files cannot be used", e);
    }
  }

  private static void write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream archive = new ZipOutputStream(out)) {
      add(archive, "data.pkl", MODULE);
      add(archive, "code/__torch__.py", SOURCE);
      add(archive, "constants.pkl", NO_CONSTANTS);
      add(archive, "version", VERSION);
    }
  }

  /** Characters are bytes here. */
  private static void add(ZipOutputStream archive, String name, String content) throws IOException {
    archive.putNextEntry(new ZipEntry("symmetric/" + name));
    archive.write(content.getBytes(StandardCharsets.ISO_8859_1));
    archive.closeEntry();
  }
}
