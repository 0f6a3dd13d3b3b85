package io.attune.ui;

import io.attune.store.Backup;
import io.attune.store.TrialStore;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;

/** Copies the store while it is used; the program that has it open is the one that can. */
record BackupApi(TrialStore store, InstantSource clock, Semaphore turn) {
  BackupApi(TrialStore store) {
    this(store, InstantSource.system(), new Semaphore(1));
  }

  /** Sends a copy as it is made; one that breaks off is no whole ZIP file. */
  void backup(Context context) throws IOException {
    new Query(context).allow();
    Body.of(context).allow();
    if (!turn.tryAcquire()) {
      throw Problem.tooMany("a copy is being made; wait for its end.");
    }
    try {
      context
          .header("Content-Disposition", "attachment; filename=\"attune-backup.zip\"")
          .header("Cache-Control", "no-store")
          .contentType("application/zip");
      OutputStream out = context.res().getOutputStream();
      Backup.write(store, out, clock.instant());
      out.flush();
    } catch (IllegalArgumentException e) {
      throw Problem.notApplicable(String.valueOf(e.getMessage()));
    } finally {
      turn.release();
    }
  }
}
