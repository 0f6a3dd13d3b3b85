import io.attune.client.AttuneTrial;
import java.io.IOException;
import java.util.Map;

/** Gradient descent on a narrow valley, as a trial of a sweep. */
class Descent {
  public static void main(String[] arguments) throws IOException {
    AttuneTrial trial = AttuneTrial.current(arguments);
    double rate = trial.number("rate");
    double momentum = trial.number("momentum");
    double x = 4, y = 1, u = 0, v = 0;
    for (long step = trial.firstStep() + 1; step <= 20; step++) {
      u = momentum * u - rate * x;
      v = momentum * v - rate * 10 * y;
      x += u;
      y += v;
      trial.log(step, Map.of("speed", Math.hypot(u, v))); // for people; does not wait
      if (!trial.report(step, Map.of("height", (x * x + 10 * y * y) / 2))) {
        break; // enough is known of this one
      }
    }
  }
}
