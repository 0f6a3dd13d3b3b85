package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.store.TrialFolder;
import io.attune.trial.LiveHistory;
import io.attune.trial.Objective;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a trial's folder when nobody needs its checkpoints any more. */
class TrialPicturesTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 42};

  @TempDir Path root;

  @Test
  void picturesOutliveTheRestOfTheFolder() throws IOException {
    TrialFolder folder = TrialFolder.of(root, 1);
    Files.createDirectories(folder.pictures());
    Files.write(folder.pictures().resolve("map.png"), PNG);
    Files.createDirectories(folder.path().resolve("deep/er"));
    Files.writeString(folder.path().resolve("deep/er/best.weights"), "large");
    Files.writeString(folder.path().resolve("resume.checkpoint"), "large");

    files().clear(1);

    assertFalse(Files.exists(folder.path().resolve("deep")));
    assertFalse(Files.exists(folder.path().resolve("resume.checkpoint")));
    assertArrayEquals(PNG, folder.picture("map").orElseThrow());
  }

  @Test
  void folderWithoutPicturesGoesAltogether() throws IOException {
    TrialFolder folder = TrialFolder.of(root, 1);
    Files.createDirectories(folder.path());
    Files.writeString(folder.path().resolve("best.weights"), "large");

    files().clear(1);

    assertFalse(Files.exists(folder.path()));
    assertTrue(Files.exists(root));
  }

  private TrialFiles files() {
    return new TrialFiles(root, new LiveHistory(Objective.minimize("loss")), 1);
  }
}
