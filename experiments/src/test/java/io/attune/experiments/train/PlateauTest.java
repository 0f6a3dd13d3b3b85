package io.attune.experiments.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PlateauTest {
  /**
   * What PyTorch's ReduceLROnPlateau(factor=0.1, patience=2) makes of a rate of 1; see plateau() in
   * pytorch_numbers.py.
   */
  private static final double[] LOSSES = {
    3.0, 2.0, 2.1, 2.0, 1.9999, 1.5, 1.6, 1.7, 1.8, 1.4, 1.4, 1.4, 1.4, 1.4, 1.4
  };

  private static final double[] RATES = {
    1, 1, 1, 1, 0.1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.01, 0.001, 0.001, 0.001
  };

  @Test
  void rateFollowsPyTorchLossByLoss() {
    Plateau plateau = new Plateau(0.1, 2, 1e-4);
    for (int epoch = 0; epoch < LOSSES.length; epoch++) {
      plateau.see(LOSSES[epoch]);
      assertEquals(RATES[epoch], plateau.scale(), 1e-12, "epoch " + epoch);
    }
  }

  @Test
  void restoredPlateauGoesOnWhereItWas() {
    for (int pause = 0; pause < LOSSES.length; pause++) {
      Plateau plateau = new Plateau(0.1, 2, 1e-4);
      for (int epoch = 0; epoch < LOSSES.length; epoch++) {
        if (epoch == pause) {
          Plateau other = new Plateau(0.1, 2, 1e-4);
          other.restore(plateau.state().iterator());
          plateau = other;
        }
        plateau.see(LOSSES[epoch]);
        assertEquals(RATES[epoch], plateau.scale(), 1e-12, pause + ", " + epoch);
      }
    }
  }

  @Test
  void lossThatIsNoNumberIsNoProgress() {
    Plateau plateau = new Plateau(0.5, 0, 0);
    plateau.see(1);

    plateau.see(Double.NaN);

    assertEquals(0.5, plateau.scale());
  }
}
