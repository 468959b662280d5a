package dev.clova.engine.applying;

import dev.clova.engine.remote.ShellText;
import java.util.List;

/**
 * What one end of a move can do.
 *
 * @param user who works there, by number
 * @param gnu whether its tar takes a list of names, and knows sparse files
 * @param attributes whether its tar knows extended attributes and access lists
 */
record TarTools(long user, boolean gnu, boolean attributes) {

  /** Of what {@code clova_tools} printed. */
  static TarTools of(String said) {
    String user = said.lines().findFirst().orElse("").replace("user ", "");
    return new TarTools(
        user.matches("[0-9]{1,10}") ? Long.parseLong(user) : Long.MAX_VALUE,
        said.contains("gnu tar\n"),
        said.contains("gnu xattrs\n"));
  }

  /** Whether it may give files to anybody. */
  boolean isRoot() {
    return user == 0;
  }

  /** Whether an archive from here to there has extended headers. */
  boolean isExtended(TarTools to) {
    return gnu && to.gnu;
  }

  /** Packs these paths with all that is in them. */
  static ShellText packAll(List<String> paths) {
    return paths.isEmpty()
        ? ShellText.empty()
        : ShellText.of("tar -c -f - -- ")
            .plus(ShellText.words(paths.stream().map(path -> "./" + path).toList()));
  }

  /** Packs what is named on the input, and nothing that is in it. */
  ShellText pack(TarTools to) {
    ShellText pack =
        ShellText.of("tar -c -f - --numeric-owner --ignore-failed-read --no-recursion");
    pack =
        to.gnu
            ? pack.plus(" -S --format=posix --pax-option=delete=atime,delete=ctime")
            : pack.plus(" --format=gnu");
    pack = attributes && to.attributes ? pack.plus(" --xattrs --acls") : pack;
    return pack.plus(" --null --verbatim-files-from -T -");
  }

  /** Unpacks here what was packed there. */
  ShellText unpack(TarTools from) {
    // Some tar takes the umask from modes although it is told to keep them.
    ShellText unpack = ShellText.of("umask 0 && tar -x -p -f -");
    unpack = isRoot() ? unpack.plus(" --numeric-owner") : unpack.plus(" -o");
    if (from.attributes && attributes) {
      unpack = unpack.plus(" --xattrs --acls");
      unpack = isRoot() ? unpack.plus(" '--xattrs-include=*'") : unpack;
    }
    return unpack;
  }
}
