package io.attune.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RoleTest {
  @ParameterizedTest
  @CsvSource({
    "loss,                 TRAIN_LOSS",
    "train_loss,           TRAIN_LOSS",
    "train/loss,           TRAIN_LOSS",
    "trainLoss,            TRAIN_LOSS",
    "train_loss_epoch,     TRAIN_LOSS",
    "val_loss,             VALIDATION_LOSS",
    "validation/loss,      VALIDATION_LOSS",
    "eval_loss,            VALIDATION_LOSS",
    "valid nll,            VALIDATION_LOSS",
    "val_cross_entropy_loss, VALIDATION_LOSS",
    "accuracy,             TRAIN_ACCURACY",
    "acc,                  TRAIN_ACCURACY",
    "sparse_categorical_accuracy, TRAIN_ACCURACY",
    "val_accuracy,         VALIDATION_ACCURACY",
    "val.acc,              VALIDATION_ACCURACY",
    "dev-f1-score,         VALIDATION_ACCURACY"
  })
  void namesOfUsualLoggersTellTheRole(String metric, Role role) {
    assertEquals(Optional.of(role), Role.of(metric));
  }

  @ParameterizedTest
  @CsvSource({
    "learning_rate",
    "samples_per_second",
    "test_loss",
    "box_loss",
    "train_val_loss",
    "val",
    "loss_accuracy",
    "parameters"
  })
  void otherNamesHaveNoRole(String metric) {
    assertEquals(Optional.empty(), Role.of(metric));
  }
}
