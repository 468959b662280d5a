package dev.clova.state;

import java.util.Optional;

/** Who holds a lock, as a line of JSON. */
final class LockHolderJson {

  /** No details are longer, in bytes. */
  static final long LIMIT = 64L << 10;

  private LockHolderJson() {}

  static byte[] write(LockHolder holder) {
    return JsonOut.pretty(
        out -> {
          out.text("user", holder.user()).text("host", holder.host()).number("pid", holder.pid());
          out.text("since", holder.since().toString()).text("command", holder.command());
          out.text("id", holder.id());
        });
  }

  /** Empty if the details are not whole; they are for people, nothing rests on them. */
  static Optional<LockHolder> read(byte[] bytes) {
    try {
      Members in = JsonIn.object(bytes);
      return Optional.of(
          new LockHolder(
              in.text("user"),
              in.text("host"),
              in.number("pid"),
              in.instant("since"),
              in.text("command"),
              in.text("id")));
    } catch (Malformed e) {
      return Optional.empty();
    }
  }
}
