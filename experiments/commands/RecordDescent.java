import io.attune.client.AttuneRun;
import java.util.Map;

/**
 * Gradient descent on a narrow valley, recorded by a tracker.
 *
 * <p>By hand: java -cp "src/target/lib/*" experiments/commands/RecordDescent.java
 */
class RecordDescent {
  public static void main(String[] arguments) {
    String url = arguments.length > 0 ? arguments[0] : "http://127.0.0.1:8470";
    try (AttuneRun run =
        AttuneRun.of(url, "descent")
            .params(Map.of("rate", 0.05))
            .tags(Map.of("language", "Java"))
            .start()) {
      double x = 4, y = 1;
      for (int step = 1; step <= 100; step++) {
        x -= 0.05 * x;
        y -= 0.05 * 10 * y;
        run.log(step, Map.of("loss", (x * x + 10 * y * y) / 2));
      }
      run.log("arrived at " + x + ", " + y);
    }
  }
}
