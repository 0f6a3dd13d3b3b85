package io.attune.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import io.attune.run.Recorder;
import io.attune.space.CategoricalParameter;
import io.attune.space.FloatParameter;
import io.attune.store.MemoryStore;
import io.attune.store.SweepId;
import io.attune.sweep.Sweep;
import io.attune.trial.Cause;
import io.attune.trial.Relabel;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person sees, in a real browser. */
class DashboardPagesTest {
  private static Playwright driver;
  private static Browser browser;

  private final MemoryStore store = new MemoryStore();
  private final List<String> faults = new ArrayList<>();
  private Dashboard dashboard;
  private Page page;

  @BeforeAll
  static void launch() {
    driver = ChromiumFinder.driver();
    browser = ChromiumFinder.launch(driver);
  }

  @AfterAll
  static void quit() {
    browser.close();
    driver.close();
  }

  @BeforeEach
  void open() {
    dashboard = Dashboard.start(store, DashboardOptions.standard().live(id -> true));
    page = browser.newPage();
    page.onPageError(faults::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            faults.add(message.text());
          }
        });
  }

  @AfterEach
  void nothingWentWrongInTheBrowser() {
    page.close();
    dashboard.close();
    assertEquals(List.of(), faults);
  }

  @Test
  void aSweepAppearsWhileTheListIsOpen() {
    visit("");
    assertThat(heading("No sweeps yet")).isVisible();

    Scenario story = new Scenario(store, sweep()).opened();
    story.complete(trial(story, "adam", 0.01, 0.9), 0.9).save();

    Locator row = page.locator("[data-sweep='1']");
    assertThat(row).containsText("small");
    assertThat(row).containsText("running");
    assertThat(row).containsText("0.9000");
    row.getByText("small").click();
    assertThat(heading("small")).isVisible();
  }

  @Test
  void aCurveMovesLive() {
    Scenario story = new Scenario(store, sweep()).opened();
    int trial = trial(story, "adam", 0.01, 0.5);
    story.save();
    visit("sweeps/1");
    Locator chart =
        page.getByRole(AriaRole.IMG, named("Best val_accuracy so far 0.5000, 1 trials."));
    assertThat(chart).isVisible();
    Object before = pixels();

    story
        .report(trial, 2, Map.of("val_accuracy", 0.8))
        .report(trial, 3, Map.of("val_accuracy", 0.85))
        .save();

    assertThat(page.getByRole(AriaRole.IMG, named("Best val_accuracy so far 0.8500, 1 trials.")))
        .isVisible();
    page.waitForFunction("before => (" + PIXELS + ")() !== before", before);
    assertThat(page).hasTitle("0.8500 · 0 of 5 · small – Attune");
  }

  @Test
  void sortingWorksOnNumbers() {
    Scenario story = new Scenario(store, sweep()).opened();
    trial(story, "adam", 0.009, 0.5);
    trial(story, "sgd", 0.1, 0.7);
    // As texts, 5e-7 would come after 0.1.
    trial(story, "adam", 5e-7, 0.6);
    story.save();
    visit("sweeps/1");
    assertThat(numbers()).hasText(new String[] {"3", "2", "1"});

    column("learning_rate").press("Enter");
    assertThat(numbers()).hasText(new String[] {"3", "1", "2"});
    column("learning_rate").press("Enter");
    assertThat(numbers()).hasText(new String[] {"2", "1", "3"});
    column("best val_accuracy").press("Enter");
    assertThat(numbers()).hasText(new String[] {"2", "3", "1"});
  }

  @Test
  void aColumnHeadKeepsTheKeyboardWhenColumnsAreAdded() {
    Scenario story = new Scenario(store, sweep()).opened();
    int trial = trial(story, "adam", 0.009, 0.5);
    story.save();
    visit("sweeps/1");
    assertThat(numbers()).hasText(new String[] {"1"});
    column("learning_rate").focus();

    story.report(trial, 2, Map.of("val_accuracy", 0.6, "something_new", 1.0)).save();

    assertThat(column("something_new")).isVisible();
    assertThat(column("learning_rate")).isFocused();
  }

  @Test
  void filterNarrowsTheTableAndExplainsMistakes() {
    Scenario story = new Scenario(store, sweep()).opened();
    trial(story, "adam", 0.009, 0.5);
    trial(story, "sgd", 0.1, 0.7);
    trial(story, "adam", 1e-4, 0.96);
    int broken = trial(story, "adam", 0.5, Double.NaN);
    story.fail(broken, Cause.of(Cause.Kind.NOT_FINITE, "val_accuracy is NaN")).save();
    visit("sweeps/1");
    Locator filter = page.getByLabel("Filter trials");

    filter.fill("optimizer=adam learning_rate<0.01 val_accuracy>=0.95");
    assertThat(page.locator("tbody tr[data-number]")).hasCount(1);
    assertThat(numbers()).hasText(new String[] {"3"});
    filter.fill("last_val_accuracy=nan");
    assertThat(numbers()).hasText(new String[] {"4"});
    filter.fill("lerning_rate<0.01");
    assertThat(page.getByRole(AriaRole.ALERT))
        .hasText("There is no column “lerning_rate”. Did you mean learning_rate?");
    filter.fill("learning_rate<small");
    assertThat(page.getByRole(AriaRole.ALERT))
        .hasText("“small” is not a number, but learning_rate< needs one.");
  }

  @Test
  void lostConnectionIsNeverShownAsLive() {
    Scenario story = new Scenario(store, sweep()).opened();
    trial(story, "adam", 0.009, 0.5);
    story.save();
    visit("sweeps/1");
    assertThat(page.locator("#live")).hasText("live");

    dashboard.close();

    assertThat(page.locator("#live")).hasText("reconnecting…");
    page.close();
    faults.removeIf(fault -> fault.contains("ERR_"));
  }

  @Test
  void trialPageTellsWhyItFailed() {
    Scenario story = new Scenario(store, sweep()).opened();
    int trial = trial(story, "adam", 0.5, 0.5);
    story.log(trial, "<b>epoch 1</b> done");
    story.fail(trial, new Cause(Cause.Kind.ERROR, "out of memory", "at Trainer.java:42")).save();

    visit("sweeps/1/trials/1");

    assertThat(heading("Trial 1")).isVisible();
    assertThat(page.locator(".note")).containsText("out of memory");
    assertThat(page.locator(".note")).containsText("at Trainer.java:42");
    assertThat(page.locator(".log")).containsText("<b>epoch 1</b> done");
    assertThat(page.getByText("PyTorch 2.7.1")).isVisible();
    assertThat(page.getByTitle(Scenario.COMMIT)).hasText("0123456789");
  }

  @Test
  void testMetricOfTheObjectiveStandsOut() {
    Scenario story = new Scenario(store, sweep()).opened();
    int trial = trial(story, "adam", 0.00000946066011678238, 0.9);
    story.report(trial, 2, Map.of("samples_per_second", 62_570.4)).complete(trial, 0.9);
    story.test(trial, Map.of("test_loss", 0.06663, "test_accuracy", 0.97778)).closed().save();

    visit("sweeps/1");
    assertThat(page.getByLabel("How it goes"))
        .containsText("test_accuracy 0.9778 on the test split");
    assertThat(page.getByText("62,570")).isVisible();
    visit("sweeps/1/trials/1");
    Locator facts = page.getByLabel("In short");
    assertThat(facts.locator(".figure").nth(1)).hasText("0.9778");
    assertThat(facts).containsText("test_loss 0.06663");
    assertThat(page.getByTitle("0.00000946066011678238")).hasText("9.46066e−6");
  }

  @Test
  void whatFurtherTrialsMayBringIsSaidInWords() {
    Scenario story = new Scenario(store, sweep(30)).opened();
    for (int i = 1; i <= 19; i++) {
      story.complete(trial(story, "adam", 0.01, 0.04 * i), 0.04 * i);
    }
    story.save();
    visit("sweeps/1");
    assertThat(page.locator(".figure").first()).hasText("0.7600");
    assertThat(page.locator(".forecast")).hasCount(0);

    story.complete(trial(story, "adam", 0.01, 0.8), 0.8).save();

    // The last quarter of twenty trials brought five times 0.04.
    assertThat(page.getByLabel("How it goes"))
        .containsText(
            "next trial expected to improve val_accuracy by 0.04000 at most; 10 trials left");
    story.closed().save();
    assertThat(page.locator(".forecast"))
        .hasText("a further trial expected to improve val_accuracy by 0.04000 at most");
  }

  @Test
  void whatEndsWhileThePageIsBeingReadIsShownToo() {
    Scenario story = new Scenario(store, sweep(30)).opened();
    story.complete(trial(story, "adam", 0.01, 0.01), 0.01).save();
    AtomicInteger asked = new AtomicInteger(1);
    page.route(
        Pattern.compile(".*/api/v1/sweeps/1(/trials.*)?"),
        route -> {
          if (asked.incrementAndGet() <= 8) {
            double accuracy = 0.01 * asked.get();
            story.complete(trial(story, "adam", 0.01, accuracy), accuracy).save();
          }
          route.resume();
        });

    visit("sweeps/1");

    assertThat(page.locator(".figure").first()).hasText("0.08000");
    assertThat(page.getByLabel("How it goes")).containsText("8 of 30 trials ended");
    assertThat(page.locator("tbody tr[data-number='8']")).containsText("0.08000");
  }

  @Test
  void constantsTakeNoColumns() {
    Sweep sweep =
        Sweep.named("constant")
            .space(
                FloatParameter.uniform("dropout", 0, 0.5),
                CategoricalParameter.constant("epochs", 20))
            .maximize("val_accuracy")
            .build();
    Scenario story = new Scenario(store, sweep).opened();
    story.start(Map.of("dropout", 0.25, "epochs", 20));
    story.save();

    visit("sweeps/1");

    assertThat(page.locator("tbody tr[data-number]")).hasCount(1);
    assertThat(column("dropout")).isVisible();
    assertThat(column("epochs")).hasCount(0);
    assertThat(page.getByLabel("Search space")).containsText("epochs");
  }

  @Test
  void fractionsAreShortAndWholeNumbersAreWhole() {
    Recorder recorder = new Recorder(store, InstantSource.system(), id -> false);
    SweepId id = recorder.open("theirs", Relabel.NOTHING);
    recorder.edit(
        id,
        draft -> {
          int trial = draft.start(draft.now(), Relabel.NOTHING);
          draft.parameters(trial, Map.of("lr", "0.00013456789012345", "day", "20261123120000"));
        });
    visit("sweeps/1");
    Locator row = page.locator("tbody tr[data-number]");
    assertThat(row).containsText("0.0001346");
    assertThat(row).containsText("20261123120000");
    visit("sweeps/1/trials/1");
    assertThat(page.getByText("0.000134568").first()).isVisible();
  }

  private static final String PIXELS =
      "() => document.querySelectorAll('.chart canvas')[2].toDataURL()";

  /** The learning curves as they are painted, once there are some. */
  private Object pixels() {
    page.waitForFunction(
        "() => { const c = document.querySelectorAll('.chart canvas')[2];"
            + " return c.width > 0 && c.getContext('2d').getImageData(0, 0, c.width, c.height)"
            + ".data.some(v => v > 0); }");
    return page.evaluate(PIXELS);
  }

  private void visit(String path) {
    page.navigate(dashboard.uri() + path);
  }

  private Locator heading(String text) {
    return page.getByRole(AriaRole.HEADING, named(text));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }

  private Locator column(String name) {
    return page.locator("thead button")
        .filter(new Locator.FilterOptions().setHasText(name))
        .first();
  }

  private Locator numbers() {
    return page.locator("tbody tr[data-number] td:first-child");
  }

  private static Sweep sweep() {
    return sweep(5);
  }

  private static Sweep sweep(int trials) {
    return Sweep.named("small")
        .space(
            FloatParameter.logUniform("learning_rate", 1e-8, 1),
            CategoricalParameter.of("optimizer", "sgd", "adam"))
        .maximize("val_accuracy")
        .trials(trials)
        .seed(1)
        .build();
  }

  private static int trial(Scenario story, String optimizer, double rate, double accuracy) {
    int trial = story.start(Map.of("optimizer", optimizer, "learning_rate", rate));
    story.pass(500).report(trial, 1, Map.of("val_accuracy", accuracy));
    return trial;
  }
}
