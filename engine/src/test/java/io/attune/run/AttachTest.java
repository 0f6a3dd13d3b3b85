package io.attune.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.search.SamplerSpec;
import io.attune.space.CategoricalParameter;
import io.attune.space.IntParameter;
import io.attune.store.BlobStore;
import io.attune.store.ContentJson;
import io.attune.store.EventJson;
import io.attune.store.MemoryStore;
import io.attune.sweep.Sweep;
import io.attune.sweep.SweepBuilder;
import io.attune.trial.Attachment;
import io.attune.trial.Attachments;
import io.attune.trial.Cause;
import io.attune.trial.DataTable;
import io.attune.trial.Histogram;
import io.attune.trial.Trial;
import io.attune.trial.TrialEvent;
import io.attune.trial.TrialState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttachTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1, 2};

  @TempDir Path folder;
  private final MemoryStore store = new MemoryStore();

  @AfterEach
  void closeStore() {
    store.close();
  }

  private static SweepBuilder sweep() {
    return Sweep.named("attach")
        .space(CategoricalParameter.of("fault", "attach"), IntParameter.uniform("x", 0, 1))
        .minimize("loss")
        .sampler(new SamplerSpec.Grid())
        .trainer("fragile")
        .seed(1)
        .trials(1);
  }

  private SweepResult run(Trainer trainer) {
    return SweepRunner.of(sweep().build()).store(store).trainer(trainer).run();
  }

  private String content(SweepResult result, Attachments.Item item) throws IOException {
    if (item.inEvent()) {
      return ((TrialEvent.Attached) store.eventsAfter(result.id(), item.sequence() - 1, 1).get(0))
          .text()
          .orElseThrow();
    }
    try (InputStream in = BlobStore.beside(store.files(result.id())).open(item.what().sha256())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<Attachments.Item> latest(Trial trial) {
    return trial.dossier().attachments().latest();
  }

  @Test
  void whatATrainerRecordsIsKeptWithItsTrial() throws IOException {
    Path model = Files.writeString(folder.resolve("model"), "weights");
    SweepResult result =
        run(
            trial -> {
              trial.attach(Content.text("notes", "first"));
              trial.attach(Content.text("notes", "second"));
              trial.attach(Content.text("sample", "é".repeat(5_000)).at(1));
              trial.attach(
                  Content.table("rows", List.of("a"), List.of(Arrays.asList((Object) null))));
              trial.attach(Content.image("weights", PNG).at(2));
              trial.attach(Content.file("model", model));
              trial.report(1, Map.of("loss", 1.0));
            });
    List<Attachments.Item> kept = latest(result.trials().get(0));
    assertEquals(
        List.of("notes", "sample", "rows", "weights", "model"),
        kept.stream().map(item -> item.what().name()).toList());
    assertEquals("second", content(result, kept.get(0)));
    assertEquals("é".repeat(5_000), content(result, kept.get(1)));
    assertEquals("{\"columns\":[\"a\"],\"rows\":[[null]]}", content(result, kept.get(2)));
    assertEquals(Attachment.Kind.IMAGE, kept.get(3).what().kind());
    assertEquals(OptionalLong.of(2), kept.get(3).what().step());
    assertEquals("weights", content(result, kept.get(4)));
    assertEquals(6, result.trials().get(0).dossier().attachments().size());
  }

  @Test
  void workerProcessesKeepThingsAsThreadsDo() throws IOException {
    SweepResult result =
        SweepRunner.of(sweep().build()).store(store).executor(new WorkerPool("fragile")).run();
    Trial trial = result.trials().get(0);
    assertTrue(trial.state() instanceof TrialState.Completed, trial.state().toString());
    List<Attachments.Item> kept = latest(trial);
    assertEquals(2, kept.size());
    assertEquals(
        Histogram.of(new double[] {1, 2, Double.NaN}, Histogram.BINS),
        ContentJson.histogram(EventJson.parse(content(result, kept.get(0)))));
    assertEquals("a file of a worker", content(result, kept.get(1)));
  }

  @Test
  void contentThatIsNoneFailsTheTrialThatRecordsIt() {
    SweepResult result = run(trial -> trial.attach(Content.image("picture", new byte[] {1, 2, 3})));
    Cause cause = ((TrialState.Failed) result.trials().get(0).state()).cause();
    assertEquals("picture is no picture in PNG. Maybe log it as a file.", cause.message());
  }

  @Test
  void namesAndStepsAreLookedAtFirst() {
    assertEquals(
        "the name of an attachment has 0 characters; give it 1 to 250.",
        assertThrows(IllegalArgumentException.class, () -> Content.text(" ", "")).getMessage());
    assertEquals(
        "x was recorded at step -1; steps go from 0 to 68719476735.",
        assertThrows(IllegalArgumentException.class, () -> Content.text("x", "").at(-1))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> new DataTable(List.of(), List.of()));
  }

  @Test
  void anAttemptRecordsNoMoreThanItMay() {
    SweepResult result =
        run(
            trial -> {
              for (int i = 0; i <= RunningTrial.MOST_ATTACHED; i++) {
                trial.attach(Content.text("note", "").at(i));
              }
            });
    Trial trial = result.trials().get(0);
    assertEquals(
        "the attempt has recorded 10,000 attachments, which are the most.",
        ((TrialState.Failed) trial.state()).cause().message());
    assertEquals(RunningTrial.MOST_ATTACHED, trial.dossier().attachments().size());
  }
}
