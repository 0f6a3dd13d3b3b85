package io.attune.run;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * Turns Ctrl-C off in this process. By reflection, because the only way there is, {@code
 * sun.misc.Signal}, is supported but never compiles without a warning.
 */
final class InterruptSignal {
  private InterruptSignal() {}

  /** Does nothing where the virtual machine has no such thing. */
  static void ignore() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler nothing = (proxy, method, arguments) -> null;
      Object quiet =
          Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, nothing);
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), quiet);
    } catch (ReflectiveOperationException e) {
      System.err.println("Ctrl-C will end this worker at once: " + e);
    }
  }
}
