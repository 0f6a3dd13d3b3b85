package io.attune.sweep;

import io.attune.search.SamplerSpec;
import io.attune.search.qmc.Sequence;
import io.attune.sweep.SweepDraft.SamplerKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.BiFunction;

/** The keys `method`, which is W&amp;B's, and `sampler`, which knows more types and settings. */
final class SamplerKeys {
  private static final String EXAMPLE = "{type: bayes}";

  private static final Words<Sequence> SEQUENCES =
      new Words<Sequence>().word("sobol", Sequence.SOBOL).word("halton", Sequence.HALTON);

  private static final KeyTable<SamplerSpec> NO_SETTINGS = settings();

  private static final KeyTable<Tpe> TPE =
      SamplerKeys.<Tpe>settings()
          .key("start_trials", (tpe, node) -> tpe.startTrials = Expect.count(node, 2))
          .key("candidates", (tpe, node) -> tpe.candidates = Expect.count(node, 1));

  private static final KeyTable<Bohb> BOHB =
      SamplerKeys.<Bohb>settings()
          .key("candidates", (bohb, node) -> bohb.candidates = Expect.count(node, 1));

  private static final KeyTable<Cma> CMA =
      SamplerKeys.<Cma>settings()
          .key("sigma", (cma, node) -> cma.sigma = sigma(node))
          .key("population", (cma, node) -> cma.population = OptionalInt.of(Expect.count(node, 4)));

  private static final KeyTable<Qmc> QMC =
      SamplerKeys.<Qmc>settings().key("kind", (qmc, node) -> qmc.kind = SEQUENCES.meaning(node));

  private static final KeyTable<Nsga2> NSGA2 =
      SamplerKeys.<Nsga2>settings()
          .key(
              "population",
              (nsga2, node) -> nsga2.population = OptionalInt.of(Expect.count(node, 2)));

  private static final Words<SamplerSpec> METHODS =
      new Words<SamplerSpec>()
          .word("grid", new SamplerSpec.Grid())
          .word("random", new SamplerSpec.Random())
          .word("bayes", new SamplerSpec.Bayes())
          .word("nsga2", SamplerSpec.Nsga2.standard())
          .later("custom", "Maybe bayes?");

  /** How to read the settings of each type; {@code gp} and {@code auto} are names for bayes. */
  private static final Words<BiFunction<Node.Mapping, Problems, SamplerSpec>> TYPES =
      new Words<BiFunction<Node.Mapping, Problems, SamplerSpec>>()
          .word("auto", plain(new SamplerSpec.Bayes()))
          .word("bayes", plain(new SamplerSpec.Bayes()))
          .word("gp", plain(new SamplerSpec.Bayes()))
          .word("tpe", (body, problems) -> TPE.read(body, new Tpe(), problems).spec())
          .word("bohb", (body, problems) -> BOHB.read(body, new Bohb(), problems).spec())
          .word("cma", (body, problems) -> CMA.read(body, new Cma(), problems).spec())
          .word("qmc", (body, problems) -> QMC.read(body, new Qmc(), problems).spec())
          .word("nsga2", (body, problems) -> NSGA2.read(body, new Nsga2(), problems).spec())
          .word("random", plain(new SamplerSpec.Random()))
          .word("grid", plain(new SamplerSpec.Grid()));

  private SamplerKeys() {}

  static void method(SweepDraft draft, Node node) {
    draft.sampler(SamplerKey.METHOD, node, method(node));
  }

  private static SamplerSpec method(Node node) {
    String word = Expect.text(node);
    if (TYPES.knows(word) && !METHODS.knows(word)) {
      throw Complaint.at(node, "%s is a sampler. Maybe write `sampler: %s`.", word, word);
    }
    return METHODS.meaning(node);
  }

  /** Reads a type alone, or a mapping of a type and its settings. */
  static void sampler(SweepDraft draft, Node node) {
    boolean alone =
        node instanceof Node.Scalar scalar && scalar.value().orElse(0) instanceof String;
    Node.Mapping body =
        alone ? new Node.Mapping(node.place(), List.of()) : Expect.mapping(node, EXAMPLE);
    Node type = alone ? node : body.get("type").orElseThrow(() -> untyped(node));
    SamplerSpec spec = TYPES.meaning(type).apply(body, draft.problems());
    draft.sampler(SamplerKey.SAMPLER, type, spec);
  }

  /** What a file says of a sampler: W&amp;B's key where it suffices. */
  static Map<String, Object> write(SamplerSpec sampler) {
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("type", sampler.type());
    if (sampler instanceof SamplerSpec.Tpe tpe) {
      keys.put("start_trials", tpe.startTrials());
      keys.put("candidates", tpe.candidates());
    } else if (sampler instanceof SamplerSpec.Bohb bohb) {
      keys.put("candidates", bohb.candidates());
    } else if (sampler instanceof SamplerSpec.Nsga2 nsga2) {
      nsga2.population().ifPresent(population -> keys.put("population", population));
    } else if (sampler instanceof SamplerSpec.Cma cma) {
      keys.put("sigma", cma.sigma());
      cma.population().ifPresent(population -> keys.put("population", population));
    } else if (sampler instanceof SamplerSpec.Qmc qmc) {
      keys.put("kind", qmc.kind().name().toLowerCase(Locale.ROOT));
    }
    return keys.size() == 1 && METHODS.knows(sampler.type())
        ? Map.of("method", sampler.type())
        : Map.of("sampler", keys);
  }

  private static Complaint untyped(Node node) {
    return Complaint.at(node, "type is missing. Maybe write %s.", EXAMPLE);
  }

  /** A table that takes the type, which was read before the table could be chosen. */
  private static <T> KeyTable<T> settings() {
    return new KeyTable<T>().key("type", (target, node) -> {});
  }

  private static BiFunction<Node.Mapping, Problems, SamplerSpec> plain(SamplerSpec spec) {
    return (body, problems) -> NO_SETTINGS.read(body, spec, problems);
  }

  private static final class Tpe {
    private int startTrials = SamplerSpec.Tpe.standard().startTrials();
    private int candidates = SamplerSpec.Tpe.standard().candidates();

    SamplerSpec spec() {
      return new SamplerSpec.Tpe(startTrials, candidates);
    }
  }

  private static final class Bohb {
    private int candidates = SamplerSpec.Bohb.standard().candidates();

    SamplerSpec spec() {
      return new SamplerSpec.Bohb(candidates);
    }
  }

  private static double sigma(Node node) {
    double sigma = Expect.number(node);
    if (sigma <= 0 || sigma > 1) {
      throw Complaint.at(node, "%s is not in (0, 1], a share of every range. Maybe 0.17?", sigma);
    }
    return sigma;
  }

  private static final class Cma {
    private double sigma = SamplerSpec.Cma.standard().sigma();
    private OptionalInt population = SamplerSpec.Cma.standard().population();

    SamplerSpec spec() {
      return new SamplerSpec.Cma(sigma, population);
    }
  }

  private static final class Qmc {
    private Sequence kind = SamplerSpec.Qmc.standard().kind();

    SamplerSpec spec() {
      return new SamplerSpec.Qmc(kind);
    }
  }

  private static final class Nsga2 {
    private OptionalInt population = SamplerSpec.Nsga2.standard().population();

    SamplerSpec spec() {
      return new SamplerSpec.Nsga2(population);
    }
  }
}
