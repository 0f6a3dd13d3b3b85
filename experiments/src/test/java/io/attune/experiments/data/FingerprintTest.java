package io.attune.experiments.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.attune.experiments.data.Preparation.Method;
import io.attune.experiments.djl.DjlBackend;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprintTest {
  @Test
  void fingerprintStaysTheSameAcrossReleases() {
    assertEquals(
        "aa63ed70dcd8643982c7a31a2e4b85c9b7883e8f2ce23e5f54b409d34717c111",
        new Datasets(DjlBackend.both())
            .get(DataRequest.of(DataSource.DIGITS), Preparation.USUAL)
            .fingerprint());
  }

  @Test
  void fingerprintDoesNotDependOnPreparation() {
    Datasets datasets = new Datasets(DjlBackend.both());
    DataRequest digits = DataRequest.of(DataSource.DIGITS);

    assertEquals(
        datasets.get(digits, Preparation.by(Method.NONE)).fingerprint(),
        datasets.get(digits, Preparation.by(Method.PCA)).fingerprint());
  }

  @Test
  void onePixelAndOneLabelChangeTheFingerprint() {
    String usual = fingerprint(new byte[] {1, 2, 3, 4}, new byte[] {0, 1});

    assertEquals(usual, fingerprint(new byte[] {1, 2, 3, 4}, new byte[] {0, 1}));
    assertNotEquals(usual, fingerprint(new byte[] {1, 2, 3, 5}, new byte[] {0, 1}));
    assertNotEquals(usual, fingerprint(new byte[] {1, 2, 3, 4}, new byte[] {1, 0}));
  }

  @Test
  void splitIsPartOfTheFingerprint() {
    Samples samples = samples(new byte[] {1, 2, 3, 4}, new byte[] {0, 1});
    Examples first = new Examples(samples, new int[] {0});
    Examples second = new Examples(samples, new int[] {1});

    assertNotEquals(new Fingerprint(first, second).text(), new Fingerprint(second, first).text());
    assertNotEquals(
        new Fingerprint(first, second).text(),
        new Fingerprint(new Examples(samples, new int[] {0, 1})).text());
  }

  private static String fingerprint(byte[] pixels, byte[] labels) {
    return new Fingerprint(new Examples(samples(pixels, labels), new int[] {0, 1})).text();
  }

  private static Samples samples(byte[] pixels, byte[] labels) {
    return Samples.labelled(ByteRows.of(Shape.row(2), pixels), labels, List.of("a", "b"));
  }
}
