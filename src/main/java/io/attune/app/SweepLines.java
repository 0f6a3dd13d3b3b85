package io.attune.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.attune.store.EventJson;
import io.attune.store.Memo;
import io.attune.store.SweepId;
import io.attune.store.SweepRecord;
import io.attune.store.TrialReader;
import io.attune.trial.TrialState;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A line for each sweep. Sweeps to which nothing happened since the last time are not read. */
record SweepLines(TrialReader store) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.systemDefault());

  /** Changes with what {@link #line} has. */
  private static final String MEMO = "line 1";

  List<List<String>> all() {
    Map<SweepId, Memo> known = store.memos(MEMO);
    Map<SweepId, Memo> fresh = new LinkedHashMap<>();
    List<List<String>> lines = new ArrayList<>();
    for (SweepRecord record : store.sweeps()) {
      Memo memo = known.get(record.id());
      if (memo == null || memo.sequence() != store.lastSequence(record.id())) {
        memo = memo(SweepView.load(store, record));
        fresh.put(record.id(), memo);
      }
      lines.add(line(record, memo));
    }
    store.keep(MEMO, fresh);
    return lines;
  }

  private static Memo memo(SweepView view) {
    ArrayNode texts = JsonNodeFactory.instance.arrayNode();
    texts
        .add(view.name())
        .add(view.status())
        .add(view.trialsOfBudget())
        .add(Long.toString(view.count(TrialState.Failed.class)))
        .add(Verdicts.best(view.history()).orElse("–"));
    return new Memo(view.history().sequence(), EventJson.line(texts));
  }

  private static List<String> line(SweepRecord record, Memo memo) {
    List<String> line = new ArrayList<>(List.of(record.id().toString()));
    for (JsonNode text : EventJson.parse(memo.text())) {
      line.add(text.asText());
    }
    line.add(TIME.format(record.created()));
    return line;
  }
}
