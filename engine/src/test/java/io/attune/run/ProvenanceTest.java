package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.attune.search.SamplerSpec;
import io.attune.space.FloatParameter;
import io.attune.store.BlobStore;
import io.attune.store.MemoryStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Attachments;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real repository, where there is git. */
class ProvenanceTest {
  @TempDir Path folder;

  @BeforeEach
  void makeRepository() throws Exception {
    assumeTrue(ShortProgram.output(1_000, "git", "--version").isPresent(), "there is no git here");
    git("init", "-q", "-b", "trunk");
    Files.writeString(folder.resolve("train.py"), "rate = 1\n");
    git("add", ".");
    git("-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-m", "first");
  }

  private void git(String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of("git", "-C", folder.toString()));
    words.addAll(List.of(arguments));
    assertEquals(0, new ProcessBuilder(words).inheritIO().start().waitFor());
  }

  @Test
  void aRepositoryTellsItsCommitBranchAndChanges() throws Exception {
    GitTree tree = new GitTree(folder);
    Map<String, String> facts = tree.facts();
    assertEquals(40, facts.get("git commit").length());
    assertEquals("trunk", facts.get("git branch"));
    assertEquals("none", facts.get("git changes"));
    assertTrue(tree.diff().isEmpty());
    Files.writeString(folder.resolve("train.py"), "rate = 2\n");
    assertEquals("uncommitted", tree.facts().get("git changes"));
    String diff = new String(tree.diff().orElseThrow(), StandardCharsets.UTF_8);
    assertTrue(diff.contains("-rate = 1\n+rate = 2\n"), diff);
  }

  @Test
  void aProgramThatTheRepositoryNamesIsNotRun() throws Exception {
    Path mark = folder.resolve("ran");
    git("config", "diff.external", "touch " + mark);
    Files.writeString(folder.resolve("train.py"), "rate = 2\n");
    assertTrue(new GitTree(folder).diff().isPresent());
    assertTrue(!Files.exists(mark));
  }

  @Test
  void aDiffThatIsTooLargeIsLeftOut() throws IOException {
    Files.write(folder.resolve("train.py"), "x\n".repeat(600_000).getBytes(StandardCharsets.UTF_8));
    assertTrue(new GitTree(folder).diff().isEmpty());
  }

  @Test
  void whereThereIsNoRepositoryNothingIsKnown(@TempDir Path bare) {
    assertEquals(Map.of(), new GitTree(bare).facts());
    assertTrue(new GitTree(bare).diff().isEmpty());
    assertTrue(ShortProgram.output(10, "no-such-program").isEmpty());
  }

  @Test
  void everyTrialNamesTheOneDiff() throws IOException {
    Files.writeString(folder.resolve("train.py"), "rate = 2\n");
    Sweep sweep =
        Sweep.named("git")
            .space(FloatParameter.uniform("x", 0, 1))
            .minimize("loss")
            .sampler(new SamplerSpec.Random())
            .trials(3)
            .build();
    try (MemoryStore store = new MemoryStore()) {
      SweepResult result =
          SweepRunner.of(sweep)
              .store(store)
              .executor(
                  new Provenance(
                      new ThreadExecutor(trial -> trial.report(1, Map.of("loss", 1.0))),
                      new GitTree(folder)))
              .run();
      List<String> sums =
          result.trials().stream()
              .flatMap(trial -> trial.dossier().attachments().latest().stream())
              .map(Attachments.Item::what)
              .map(what -> what.name() + what.sha256())
              .toList();
      List<BlobStore.Blob> blobs = BlobStore.beside(store.files(result.id())).all();
      assertEquals(1, blobs.size());
      assertEquals("git-diff.patch" + blobs.get(0).sha256(), sums.get(0));
      assertEquals(3, sums.size());
      assertEquals(1, sums.stream().distinct().count());
    }
  }
}
