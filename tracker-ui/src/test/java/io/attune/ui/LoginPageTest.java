package io.attune.ui;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.attune.store.MemoryStore;
import io.attune.ui.access.Access;
import io.attune.ui.access.Role;
import io.attune.ui.access.TokenBook;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person without a token, and with one, in a real browser. */
class LoginPageTest {
  @TempDir Path folder;

  @Test
  void aTokenOrTheLinkOpensThePages() {
    TokenBook book = new TokenBook(folder, InstantSource.system());
    String token = book.create("me", Role.VIEWER, Optional.empty());
    Access access = new Access(Access.LOOPBACK, Optional.empty(), Optional.empty(), book);
    try (Playwright driver = ChromiumFinder.driver();
        Browser browser = ChromiumFinder.launch(driver);
        MemoryStore store = new MemoryStore();
        Dashboard dashboard = Dashboard.start(store, DashboardOptions.standard().access(access))) {
      new Scenario(store, DemoSweeps.digits("only for us", 3)).opened().save();
      Page page = browser.newPage();
      page.navigate(dashboard.uri().toString());
      assertThat(page.locator("h1")).hasText("Log in");
      page.locator("input[name=token]").fill("guess");
      page.locator("button[type=submit]").click();
      assertThat(page.locator("[role=alert]")).containsText("not known");
      page.locator("input[name=token]").fill(token);
      page.locator("button[type=submit]").click();
      assertThat(page.getByText("only for us").first()).isVisible();
      assertEquals(List.of(), page.evaluate("document.cookie.split(';').filter(c => c)"));

      Page other = browser.newContext().newPage();
      other.navigate(dashboard.loginLink().toString());
      assertThat(other.getByText("only for us").first()).isVisible();
      assertEquals(dashboard.uri().toString(), other.url());
    }
  }
}
