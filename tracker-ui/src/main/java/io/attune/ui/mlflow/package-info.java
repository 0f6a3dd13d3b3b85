/** MLflow's REST API for tracking, so that its stock clients log here unchanged. */
@NullMarked
package io.attune.ui.mlflow;

import org.jspecify.annotations.NullMarked;
