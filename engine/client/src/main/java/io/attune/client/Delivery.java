package io.attune.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Brings entries to a server, and the contents that they name if the server says that it lacks
 * them: what it has already need not travel.
 */
record Delivery(Link link, Contents contents, Voice voice) {
  private static final int ROUNDS = 3;

  /** Sends entries; doing so again does no harm. */
  Link.Answer send(List<Line> lines) throws IOException {
    Link.Answer answer = sendEntries(lines);
    for (int round = 0; round < ROUNDS && !answer.missing().isEmpty(); round++) {
      Link.Answer sent = sendContents(answer.missing());
      if (!sent.ok()) {
        return sent;
      }
      answer = sendEntries(lines);
    }
    return answer;
  }

  private Link.Answer sendEntries(List<Line> lines) throws IOException {
    return link.send(lines.get(0).number(), lines.stream().map(contents::wire).toList());
  }

  private Link.Answer sendContents(List<String> missing) throws IOException {
    for (String sha256 : missing) {
      Optional<Path> copy = contents.find(sha256);
      Link.Answer answer = copy.isPresent() ? link.put(sha256, copy.get()) : Link.Answer.DONE;
      if (copy.isEmpty()) {
        lose(sha256, "its copy is gone");
      } else if (answer.status() == 400 || answer.status() == 413) {
        lose(sha256, answer.detail());
      } else if (!answer.ok()) {
        return answer;
      }
    }
    return Link.Answer.DONE;
  }

  /** It must not hold up what follows. */
  private void lose(String sha256, String why) {
    contents.lose(sha256, why);
    voice.say("content %s is lost: %s".formatted(sha256, why));
  }
}
