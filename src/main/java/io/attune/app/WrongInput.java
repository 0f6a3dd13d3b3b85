package io.attune.app;

/** Something the user gave is wrong; the message says where, what and how to mend it. */
final class WrongInput extends RuntimeException {
  private static final long serialVersionUID = 1;

  WrongInput(String message) {
    super(message);
  }
}
