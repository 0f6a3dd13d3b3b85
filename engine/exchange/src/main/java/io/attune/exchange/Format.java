package io.attune.exchange;

/** What can be imported. */
public enum Format {
  OPTUNA,
  MLFLOW,
  TENSORBOARD,
  CSV,
  JSON
}
