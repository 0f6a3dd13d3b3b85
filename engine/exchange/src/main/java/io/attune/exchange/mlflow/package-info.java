/** Folders that MLflow keeps runs in. */
@NullMarked
package io.attune.exchange.mlflow;

import org.jspecify.annotations.NullMarked;
