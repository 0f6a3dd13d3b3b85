package io.attune.exchange;

import io.attune.exchange.intake.ImportException;
import io.attune.exchange.intake.ImportReport;
import io.attune.exchange.intake.Intake;
import io.attune.exchange.intake.Mode;
import io.attune.exchange.intake.Source;
import io.attune.store.TrialStore;
import java.time.InstantSource;

/**
 * Brings sources into a store, as recorded sweeps. Each is read to its end before anything of it is
 * written, so that one that cannot be read leaves nothing behind.
 */
public final class Importer {
  private final TrialStore store;
  private final InstantSource clock;

  /** Into a store that nobody else writes to meanwhile. */
  public Importer(TrialStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Reads a source, and writes what is new in it. Doing so again adds nothing.
   *
   * @throws ImportException if the source cannot be read; says where, what and how to mend it
   */
  public ImportReport run(Source source, Mode mode) {
    ImportReport looked = pass(source, Mode.LOOK);
    return mode == Mode.LOOK ? looked : pass(source, mode);
  }

  private ImportReport pass(Source source, Mode mode) {
    Intake intake = new Intake(store, clock, mode);
    source.read(intake);
    return intake.report();
  }
}
