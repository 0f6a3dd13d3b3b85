package io.attune.ui;

import io.attune.store.TrialReader;
import io.attune.ui.access.Door;
import io.attune.ui.access.Role;
import io.javalin.config.RoutesConfig;
import java.util.Optional;

/** What {@code /api/v1} has for programs beyond what the pages use. */
record RestApi(
    EventsApi events,
    SeriesApi series,
    FilesApi files,
    Optional<AskApi> asking,
    Optional<CommandApi> commands,
    Optional<BackupApi> backups) {
  private static final String SWEEPS = "/api/v1/sweeps";
  private static final String SWEEP = SWEEPS + "/{sweep}";
  private static final String TRIAL = SWEEP + "/trials/{trial}";

  /** Those who write need somebody who keeps what they say. */
  static RestApi of(TrialReader store, Histories histories, DashboardOptions options) {
    return new RestApi(
        new EventsApi(store),
        new SeriesApi(store, histories),
        new FilesApi(histories),
        options.asked().map(AskApi::new),
        options
            .asked()
            .flatMap(
                asked ->
                    options
                        .recorder()
                        .map(r -> new CommandApi(histories, options.helm(), asked, r))),
        options.asked().map(asked -> new BackupApi(asked.store())));
  }

  void routes(RoutesConfig routes) {
    OpenApi document = new OpenApi();
    routes.get("/api/v1/openapi.json", document::answer, Door.OPEN);
    routes.get(SWEEP + "/events", events::events, Role.VIEWER);
    routes.get(TRIAL + "/metrics", series::metrics, Role.VIEWER);
    routes.get(TRIAL + "/series", series::series, Role.VIEWER);
    routes.get(TRIAL + "/files", files::list, Role.VIEWER);
    routes.get(TRIAL + "/files/<path>", files::file, Role.VIEWER);
    backups.ifPresent(api -> routes.post("/api/v1/backup", api::backup, Role.ADMIN));
    asking.ifPresent(api -> asking(routes, api));
    commands.ifPresent(api -> routes.post(SWEEP + "/commands", api::command, Role.EDITOR));
  }

  private static void asking(RoutesConfig routes, AskApi api) {
    routes.post(SWEEPS, api::create, Role.EDITOR);
    routes.post(SWEEP + "/ask", api::ask, Role.RUNNER);
    routes.post(TRIAL + "/tell", api::tell, Role.RUNNER);
  }
}
