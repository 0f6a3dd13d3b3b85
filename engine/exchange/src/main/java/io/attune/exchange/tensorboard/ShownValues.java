package io.attune.exchange.tensorboard;

import io.attune.exchange.intake.ImportReport;
import io.attune.exchange.intake.TrialIntake;
import io.attune.run.Content;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Makes attachments of what a run logged to be looked at: pictures, histograms and texts. */
record ShownValues(ImportReport report, TrialIntake trial) {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  /** Whether it is any of these; what of it cannot be kept is reported. */
  boolean take(long step, String name, LoggedValue value, String plugin) {
    List<byte[]> images = value.images(plugin);
    for (int i = 0; i < images.size(); i++) {
      image(step, i == 0 ? name : name + "/" + i, images.get(i));
    }
    Optional<Buckets> buckets = value.histogram(plugin);
    buckets.ifPresent(
        some -> trial.attachment(step, name, () -> Content.histogram(name, some.histogram())));
    Optional<String> text = value.text(plugin);
    text.ifPresent(words -> trial.attachment(step, name, () -> Content.text(name, words)));
    return !images.isEmpty() || buckets.isPresent() || text.isPresent();
  }

  private void image(long step, String name, byte[] file) {
    if (Arrays.equals(PNG, 0, PNG.length, file, 0, Math.min(PNG.length, file.length))) {
      trial.attachment(step, name, () -> Content.image(name, file));
    } else {
      report.omit("images that are no PNG", "Only PNG is shown here.", name);
    }
  }
}
