package io.attune.store;

import java.nio.file.Path;

/** Another program that tries to open a store. */
public final class OpenMain {
  private OpenMain() {}

  /**
   * @param args the store's folder
   */
  public static void main(String[] args) {
    try (H2Store store = H2Store.open(Path.of(args[0]), "another program")) {
      System.out.println("opened, with " + store.sweeps().size() + " sweeps");
    } catch (StoreException e) {
      System.out.println(e.getMessage());
    }
  }
}
