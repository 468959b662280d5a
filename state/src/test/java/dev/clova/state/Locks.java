package dev.clova.state;

/** Holders of locks. */
final class Locks {

  private Locks() {}

  static LockHolder me() {
    return holder("l-1");
  }

  static LockHolder holder(String id) {
    return new LockHolder(
        "ann", "laptop", ProcessHandle.current().pid(), Samples.NOON, "clova apply", id);
  }
}
