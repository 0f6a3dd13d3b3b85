package io.attune.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.attune.space.Assignment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AttachmentsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private final LiveHistory history = new LiveHistory(Objective.minimize("loss"));

  private static Attachment what(String name, OptionalLong step) {
    return new Attachment(name, step, Attachment.Kind.TEXT, "text/plain", 1, "0".repeat(64));
  }

  private void attach(int attempt, String name, OptionalLong step) {
    history.add(new TrialEvent.Attached(1, NOW, attempt, what(name, step), Optional.of("text")));
  }

  private List<String> latest() {
    return history.trial(1).dossier().attachments().latest().stream()
        .map(
            item ->
                item.what().name() + "@" + item.what().step().orElse(-1) + "#" + item.sequence())
        .toList();
  }

  @Test
  void theLastOfEachNameAndStepCounts() {
    history.add(new TrialEvent.Started(1, NOW, new Assignment(Map.of()), 0));
    attach(1, "a", OptionalLong.empty());
    attach(1, "a", OptionalLong.of(1));
    attach(1, "b", OptionalLong.of(1));
    attach(1, "a", OptionalLong.of(1));
    assertEquals(List.of("a@-1#2", "a@1#5", "b@1#4"), latest());
  }

  @Test
  void whatWasRecordedAfterTheStepThatATrialGoesOnFromIsVoid() {
    history.add(new TrialEvent.Started(1, NOW, new Assignment(Map.of()), 0));
    attach(1, "a", OptionalLong.empty());
    attach(1, "a", OptionalLong.of(1));
    attach(1, "a", OptionalLong.of(2));
    attach(0, "theirs", OptionalLong.of(2));
    Trial before = history.trial(1);
    history.add(new TrialEvent.Resumed(1, NOW, 2, 1));
    attach(1, "late", OptionalLong.of(1));
    attach(2, "a", OptionalLong.of(2));
    assertEquals(List.of("a@-1#2", "a@1#3", "theirs@2#5", "a@2#8"), latest());
    assertEquals(4, before.dossier().attachments().latest().size());
  }

  @Test
  void whatIsWithdrawnIsGoneAndMayBeRecordedAgain() {
    history.add(new TrialEvent.Started(1, NOW, new Assignment(Map.of()), 0));
    attach(0, "a", OptionalLong.empty());
    attach(1, "a", OptionalLong.of(1));
    attach(0, "b", OptionalLong.empty());
    Trial before = history.trial(1);
    history.add(new TrialEvent.Detached(1, NOW, List.of("a", "none")));
    assertEquals(List.of("b@-1#4"), latest());
    attach(0, "a", OptionalLong.empty());
    assertEquals(List.of("b@-1#4", "a@-1#6"), latest());
    assertEquals(3, before.dossier().attachments().size());
  }

  @Test
  void howTheMachineFaredIsNoLearningCurve() {
    history.add(new TrialEvent.Started(1, NOW, new Assignment(Map.of()), 0));
    history.add(
        new TrialEvent.Recorded(
            1,
            NOW,
            List.of(new Reading("system/cpu_percent", 9, 5, 80), new Reading("loss", 1, 5, 0.5))));
    Trial trial = history.trial(1);
    assertEquals(List.of("loss"), List.copyOf(trial.curves().keySet()));
    assertEquals(1, trial.lastStep());
    assertTrue(trial.dossier().readings().containsKey("system/cpu_percent"));
  }

  @Test
  void descriptionsThatCannotBeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> what("", OptionalLong.empty()));
    assertThrows(IllegalArgumentException.class, () -> what("a\nb", OptionalLong.empty()));
    assertThrows(IllegalArgumentException.class, () -> what("a", OptionalLong.of(-1)));
    assertEquals(
        "a is of type text/html\r\nX: y; a type is something like image/png.",
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    new Attachment(
                        "a",
                        OptionalLong.empty(),
                        Attachment.Kind.FILE,
                        "text/html\r\nX: y",
                        0,
                        "0".repeat(64)))
            .getMessage());
  }
}
