package dev.clova.state;

/** The proof that a state is on disk; only writing it makes one. */
public final class Saved {

  private final State state;

  Saved(State state) {
    this.state = state;
  }

  /** The state as it was written, with its serial. */
  public State state() {
    return state;
  }
}
