package io.attune.space;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class SearchSpaceTest {
  private static final SearchSpace NESTED =
      SearchSpace.of(
          FloatParameter.uniform("nesterov.decay", 0, 1).when(Condition.when("nesterov", true)),
          CategoricalParameter.of("nesterov", true, false).when(Condition.when("optimizer", "sgd")),
          CategoricalParameter.of("optimizer", "sgd", "adam"),
          IntParameter.uniform("layers", 1, 3));

  private static Assignment assignment(Object... pairs) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      values.put((String) pairs[i], pairs[i + 1]);
    }
    return new Assignment(values);
  }

  @Test
  void nestedConditionsActivateLevelByLevel() {
    assertEquals(
        assignment("nesterov.decay", 0.25, "nesterov", true, "optimizer", "sgd", "layers", 2),
        NESTED.decode(new double[] {0.25, 0, 0, 0.5}));
    assertEquals(
        assignment("nesterov", false, "optimizer", "sgd", "layers", 2),
        NESTED.decode(new double[] {0.25, 0.9, 0, 0.5}));
    assertEquals(
        assignment("optimizer", "adam", "layers", 2),
        NESTED.decode(new double[] {0.25, 0, 0.9, 0.5}));
  }

  @Test
  void valuesAreKeptInDeclarationOrder() {
    assertEquals(
        List.of("nesterov.decay", "nesterov", "optimizer", "layers"),
        List.copyOf(NESTED.decode(new double[4]).values().keySet()));
  }

  @Test
  void parentsComeBeforeTheirChildrenAndElseInDeclarationOrder() {
    assertEquals(
        List.of("optimizer", "nesterov", "nesterov.decay", "layers"),
        NESTED.parentsFirst().stream().map(Parameter::name).toList());
  }

  @Test
  void pointsSurviveDecoding() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      Assignment drawn = NESTED.decode(random.doubles(4).toArray());
      assertEquals(Optional.empty(), NESTED.problem(drawn));
      assertEquals(drawn, NESTED.decode(NESTED.encode(drawn)));
    }
  }

  @Test
  void inactiveParametersEncodeToTheMiddle() {
    assertArrayEquals(
        new double[] {0.5, 0.5, 0.75, 0.5},
        NESTED.encode(assignment("optimizer", "adam", "layers", 2)),
        1e-12);
  }

  @Test
  void cardinalityCountsInactiveBranchesOnce() {
    SearchSpace finite =
        SearchSpace.of(
            CategoricalParameter.of("a", "x", "y"),
            IntParameter.uniform("b", 1, 10).when(Condition.when("a", "y")),
            IntParameter.uniform("c", 1, 4).when(Condition.when("b", 1, 2)),
            CategoricalParameter.of("d", 1, 2, 3));
    assertEquals(OptionalLong.of(3 * (1 + 8 + 2 * 4)), finite.cardinality());
    assertEquals(OptionalLong.empty(), NESTED.cardinality());
  }

  @Test
  void cardinalityDoesNotOverflow() {
    SearchSpace huge =
        SearchSpace.of(
            IntParameter.uniform("a", 1, 1L << 40),
            IntParameter.uniform("b", 1, 1L << 40),
            CategoricalParameter.of("c", 1, 2),
            IntParameter.uniform("d", 1, 5).when(Condition.when("c", 1)));
    assertEquals(OptionalLong.of(Long.MAX_VALUE), huge.cardinality());
  }

  private static List<Parameter> switches(int count) {
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parameters.add(CategoricalParameter.of("s" + i, "on", "off"));
      parameters.add(CategoricalParameter.of("c" + i, 1, 2).when(Condition.when("s" + i, "on")));
    }
    return parameters;
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void manySwitchesAreCountedAtOnce() {
    SearchSpace independent = new SearchSpace(switches(39));
    assertEquals(OptionalLong.of(4052555153018976267L), independent.cardinality());
    SearchSpace more = new SearchSpace(switches(60));
    assertEquals(OptionalLong.of(Long.MAX_VALUE), more.cardinality());
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void switchesUnderOneRootAreCountedAtOnce() {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(CategoricalParameter.of("root", "deep", "flat"));
    for (int i = 0; i < 30; i++) {
      parameters.add(
          CategoricalParameter.of("s" + i, "on", "off").when(Condition.when("root", "deep")));
      parameters.add(CategoricalParameter.of("c" + i, 1, 2).when(Condition.when("s" + i, "on")));
    }
    assertEquals(OptionalLong.of(205891132094649L + 1), new SearchSpace(parameters).cardinality());
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aChildOfManyParentsIsCountedAtOnce() {
    List<Parameter> parameters = new ArrayList<>();
    Map<String, List<Object>> all = new LinkedHashMap<>();
    for (int i = 0; i < 40; i++) {
      parameters.add(CategoricalParameter.of("s" + i, "on", "off"));
      all.put("s" + i, List.of("on"));
    }
    parameters.add(CategoricalParameter.of("child", 1, 2, 3).when(new Condition(all)));
    assertEquals(OptionalLong.of((1L << 40) + 2), new SearchSpace(parameters).cardinality());
  }

  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void whatTakesTooLongToCountIsTooMany() {
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Parameter each = CategoricalParameter.of("s" + i, 1, 2);
      Map<String, List<Object>> before = new LinkedHashMap<>();
      for (int j = 0; j < i; j++) {
        before.put("s" + j, List.of(1, 2));
      }
      parameters.add(i == 0 ? each : each.when(new Condition(before)));
    }
    assertEquals(OptionalLong.of(Long.MAX_VALUE), new SearchSpace(parameters).cardinality());
  }

  @Test
  void problemsAreNamed() {
    assertEquals(
        Optional.of("parameter layers is missing."),
        NESTED.problem(assignment("optimizer", "adam")));
    assertEquals(
        Optional.of("parameter nesterov is set to true, but applies only when {optimizer=[sgd]}."),
        NESTED.problem(assignment("nesterov", true, "optimizer", "adam", "layers", 1)));
    assertEquals(
        Optional.of("layers: 9 is not one of its values; it takes whole numbers from 1.0 to 3.0."),
        NESTED.problem(assignment("optimizer", "adam", "layers", 9)));
    assertEquals(
        "the space has 4 dimensions, but the point has 1.",
        refusal(() -> NESTED.decode(new double[1])));
  }

  private static String refusal(Runnable wrong) {
    return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
  }

  @Test
  void circlesOfConditionsAreRefused() {
    CategoricalParameter a = CategoricalParameter.of("a", 1, 2).when(Condition.when("b", 1));
    CategoricalParameter b = CategoricalParameter.of("b", 1, 2).when(Condition.when("a", 1));
    CategoricalParameter c = CategoricalParameter.of("c", 1, 2);
    assertEquals(
        "the conditions of [a, b] depend on each other in a circle.",
        refusal(() -> SearchSpace.of(a, b, c)));
  }

  @Test
  void unknownParentsAndValuesAreRefused() {
    CategoricalParameter child =
        CategoricalParameter.of("momentum", 0.5, 0.9).when(Condition.when("optimizer", "sgd"));
    assertEquals(
        "momentum: when names optimizer, which is no parameter; there are [momentum].",
        refusal(() -> SearchSpace.of(child)));
    assertEquals(
        "momentum: when asks for optimizer = sgd, a value it never takes.",
        refusal(() -> SearchSpace.of(child, CategoricalParameter.of("optimizer", "adam"))));
    assertEquals(
        "parameter momentum is defined twice; names must differ.",
        refusal(() -> SearchSpace.of(child, child)));
  }

  @Test
  void namesInMessagesKeepTheirOrder() {
    assertEquals(
        "there is no parameter units; there are [nesterov.decay, nesterov, optimizer, layers].",
        refusal(() -> NESTED.position("units")));
  }
}
