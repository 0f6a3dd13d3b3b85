package io.attune.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import io.attune.run.Content;
import io.attune.run.Inbox;
import io.attune.run.SweepRunner;
import io.attune.run.ThreadExecutor;
import io.attune.run.TrialContext;
import io.attune.run.TrialExecutor;
import io.attune.run.TrialPlan;
import io.attune.search.SamplerSpec;
import io.attune.space.FloatParameter;
import io.attune.store.MemoryStore;
import io.attune.sweep.Sweep;
import io.attune.trial.Reading;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a trial recorded beside metrics, as a person sees it in a real browser. */
class RecordsPageTest {
  private static final String HOSTILE = "<img src=x onerror=\"document.title='gone'\">";

  private static Playwright driver;
  private static Browser browser;

  private final MemoryStore store = new MemoryStore();
  private final List<String> faults = new ArrayList<>();

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

  @AfterEach
  void nothingWentWrong() {
    store.close();
    assertEquals(List.of(), faults);
  }

  /** Trains in a thread, and says how the machine fared. */
  private static TrialExecutor executor() {
    ThreadExecutor threads = new ThreadExecutor(RecordsPageTest::train);
    return new TrialExecutor() {
      @Override
      public void start(TrialPlan plan, Inbox inbox) {
        for (int i = 1; i <= 30; i++) {
          inbox.measured(
              plan,
              List.of(
                  new Reading("system/cpu_percent", 10 * i, i, 80 + 15 * Math.sin(i)),
                  new Reading("system/machine_cpu_percent", 10 * i, i, 55 + 10 * Math.cos(i)),
                  new Reading("system/memory_bytes", 10 * i, i, 1e9 + 3e7 * i)));
        }
        threads.start(plan, inbox);
      }

      @Override
      public void kill(TrialPlan plan) {
        threads.kill(plan);
      }

      @Override
      public void close() {
        threads.close();
      }
    };
  }

  private static void train(TrialContext trial) throws IOException {
    Random random = new Random(1);
    for (int step = 1; step <= 3; step++) {
      int now = step;
      double[] weights = random.doubles(2_000).map(x -> (x - 0.5) * (x - 0.5) * now).toArray();
      weights[0] = Double.NaN;
      trial.attach(Content.histogram("weights/layer 1", weights).at(step));
      trial.attach(Content.text("sample", "at step " + step + ": " + HOSTILE).at(step));
      trial.attach(Content.image("filters", png(step)).at(step));
      trial.report(step, Map.of("loss", 1.0 / step));
    }
    trial.attach(
        Content.table(
            HOSTILE,
            List.of("class", "recall"),
            List.of(Arrays.asList(HOSTILE, Double.NaN), Arrays.asList("NaN", 0.25))));
    trial.attach(
        Content.file("model.bin", Files.write(trial.directory().resolve("m"), new byte[70_000])));
  }

  private static byte[] png(int seed) throws IOException {
    BufferedImage image = new BufferedImage(120, 60, BufferedImage.TYPE_INT_RGB);
    IntStream.range(0, 7_200)
        .forEach(i -> image.setRGB(i % 120, i / 120, (i * seed * 77) & 0xFFFFFF));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  @Test
  void everythingThatATrialRecordedIsShownAndInert() {
    Sweep sweep =
        Sweep.named("records")
            .space(FloatParameter.uniform("x", 0, 1))
            .minimize("loss")
            .sampler(new SamplerSpec.Random())
            .trials(1)
            .build();
    SweepRunner.of(sweep).store(store).executor(executor()).run();
    try (Dashboard dashboard = Dashboard.start(store, DashboardOptions.standard());
        Page page = browser.newPage()) {
      page.onPageError(faults::add);
      page.onConsoleMessage(
          message -> {
            if (message.type().equals("error")) {
              faults.add(message.text());
            }
          });
      page.navigate(dashboard.uri() + "sweeps/1/trials/1");
      Locator text = box(page, "sample");
      assertThat(text).containsText("at step 3: " + HOSTILE);
      text.getByRole(AriaRole.SLIDER).fill("0");
      assertThat(text).containsText("at step 1: " + HOSTILE);
      assertThat(box(page, "weights/layer 1")).containsText("1,999 values from");
      assertThat(box(page, "weights/layer 1")).containsText("1 NaN");
      assertThat(box(page, HOSTILE).locator("tbody")).containsText("NaN");
      assertThat(box(page, HOSTILE).locator("tbody")).containsText("0.25");
      Locator image = box(page, "filters").locator("img");
      assertThat(image).isVisible();
      assertEquals(120, image.evaluate("img => img.decode().then(() => img.naturalWidth)"));
      Locator files = box(page, "Files");
      assertThat(files).containsText("68.4 KiB");
      assertEquals(
          "model.bin",
          page.waitForDownload(() -> files.getByText("download").click()).suggestedFilename());
      assertThat(
              page.getByRole(
                  AriaRole.IMG, new Page.GetByRoleOptions().setName("Memory while the trial ran")))
          .isVisible();
      assertThat(page).hasTitle(java.util.regex.Pattern.compile(".*trial 1 · records.*"));
    }
  }

  private static Locator box(Page page, String name) {
    return page.getByRole(
        AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
  }
}
