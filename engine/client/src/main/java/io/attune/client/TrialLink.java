package io.attune.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The trial that this program trains, as far as its key opens it. */
record TrialLink(Http http, String stream) implements Link {
  /** Attune has opened it already. */
  @Override
  public Answer open() {
    return Answer.DONE;
  }

  @Override
  public Answer send(long first, List<String> entries) throws IOException {
    return http.post("/api/v1/trial/batches", RunLink.batch(stream, first, entries));
  }

  /** Trials send theirs by themselves, see {@link Keeping}. */
  @Override
  public Answer put(String sha256, Path file) {
    throw new IllegalStateException("no entry of a trial names contents.");
  }

  @Override
  public String target() {
    return http.root();
  }
}
