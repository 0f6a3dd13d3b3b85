package io.attune.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.attune.space.SearchSpace;
import io.attune.store.EventJson;
import io.attune.sweep.SweepFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends a trainer's {@link Scout} out in a process of its own, so that a native crash or a hang
 * costs nothing but the answer.
 */
public final class Scouting {
  private final TrainerProvider provider;
  private final Duration limit;

  /**
   * For one trainer.
   *
   * @param limit how long to wait for an answer, process start included
   */
  public Scouting(TrainerProvider provider, Duration limit) {
    this.provider = provider;
    this.limit = limit;
  }

  /** What is found wrong with a space and what not; nothing if the trainer has no scout. */
  public List<Finding> preflight(SearchSpace space, long seed) {
    if (provider.scout().isEmpty()) {
      return List.of();
    }
    Answer answer = ask(ScoutTask.PREFLIGHT, space, seed);
    List<Finding> findings = new ArrayList<>(answer.of("finding", ScoutMessages::finding));
    answer.trouble().ifPresent(trouble -> findings.add(unfinished(trouble)));
    return findings;
  }

  /**
   * The learning rates worth searching in a space.
   *
   * @throws ScoutException if there is no answer
   */
  public RateRange rateRange(SearchSpace space, long seed) {
    if (provider.scout().isEmpty()) {
      throw new ScoutException(
          "trainer %s cannot test learning rates. Give min and max as numbers."
              .formatted(provider.name()));
    }
    Answer answer = ask(ScoutTask.RATE_RANGE, space, seed);
    answer
        .trouble()
        .ifPresent(
            trouble -> {
              throw new ScoutException("the test of learning rates " + trouble);
            });
    return answer.of("range", ScoutMessages::range).get(0);
  }

  private Answer ask(ScoutTask task, SearchSpace space, long seed) {
    ScoutProcess process = new ScoutProcess(provider.name(), task, seed);
    return Answer.of(process.answer(SweepFile.writeSpace(space), limit), process.ending());
  }

  /** A check that cannot be made says nothing about training, which may be given more time. */
  private static Finding unfinished(String trouble) {
    return Finding.doubtful("completeness", Map.of(), "checking " + trouble);
  }

  /**
   * What came back.
   *
   * @param trouble why it is not all, as the end of a sentence
   */
  private record Answer(List<JsonNode> messages, Optional<String> trouble) {
    static Answer of(List<String> lines, String ending) {
      List<JsonNode> messages = lines.stream().map(EventJson::parse).toList();
      Optional<String> refusal =
          messages.stream()
              .filter(message -> ScoutMessages.type(message).equals("error"))
              .map(message -> "was refused: " + ScoutMessages.message(message))
              .findFirst();
      boolean done = messages.stream().anyMatch(m -> ScoutMessages.type(m).equals("done"));
      return new Answer(messages, refusal.or(() -> done ? Optional.empty() : Optional.of(ending)));
    }

    <T> List<T> of(String type, java.util.function.Function<JsonNode, T> reader) {
      return messages.stream().filter(m -> ScoutMessages.type(m).equals(type)).map(reader).toList();
    }
  }
}
