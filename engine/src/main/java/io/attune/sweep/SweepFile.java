package io.attune.sweep;

import io.attune.space.SearchSpace;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Reads and writes sweep files: YAML or JSON in the notation of Weights &amp; Biases, extended (see
 * docs/sweep-files.md). YAML may have 256 KB, JSON 16 MB; nothing in a file is ever executed.
 */
public final class SweepFile {
  private SweepFile() {}

  /**
   * Reads a file.
   *
   * @throws SweepFileException if it cannot be read, or says something that makes no sense; with
   *     all problems that were found
   */
  public static SweepDocument read(Path file) {
    String text;
    try {
      text = SourceText.of(file);
    } catch (Complaint complaint) {
      throw new Problems(file.toString()).with(complaint).exception();
    }
    return parse(text, String.valueOf(file.getFileName()));
  }

  /**
   * Reads the text of a file. It is taken for JSON if the name ends with {@code .json} or the text
   * begins with a brace, else for YAML.
   *
   * @param fileName for error messages, and without its suffix for a sweep that has no name
   * @throws SweepFileException as {@link #read}
   */
  public static SweepDocument parse(String text, String fileName) {
    Problems problems = new Problems(fileName);
    try {
      Node root = tree(SourceText.withoutMark(text), fileName, problems);
      return new SweepReader(fileName, problems).read(root, text);
    } catch (Complaint complaint) {
      throw problems.with(complaint).exception();
    }
  }

  /**
   * A sweep as one line of JSON, in the same notation, that {@link #parse} reads back as an equal
   * sweep. Numbers survive to the last bit; equal sweeps give equal texts.
   */
  public static String write(Sweep sweep) {
    return SweepWriter.write(sweep);
  }

  /** A space as one line of JSON: what `parameters` of a sweep file would say. */
  public static String writeSpace(SearchSpace space) {
    return SweepWriter.write(space);
  }

  /**
   * Back from {@link #writeSpace}.
   *
   * @throws SweepFileException if the text is no space
   */
  public static SearchSpace parseSpace(String json) {
    Problems problems = new Problems("space");
    SweepDraft draft = new SweepDraft(problems);
    try {
      new SpaceReader(draft).read(JsonTree.read(json, problems));
    } catch (Complaint complaint) {
      throw problems.with(complaint).exception();
    }
    problems.raise();
    return draft.space();
  }

  private static Node tree(String text, String fileName, Problems problems) {
    if (fileName.toLowerCase(Locale.ROOT).endsWith(".json")
        || text.stripLeading().startsWith("{")) {
      SourceText.checkSize(text, "JSON", Limits.JSON_BYTES);
      return JsonTree.read(text, problems);
    }
    SourceText.checkSize(text, "YAML", Limits.YAML_BYTES);
    return YamlTree.read(text, problems);
  }
}
