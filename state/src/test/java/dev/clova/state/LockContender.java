package dev.clova.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that takes the lock once a file is there, and holds it until its input ends. */
final class LockContender {

  private LockContender() {}

  public static void main(String[] arguments) throws IOException {
    StateFolder folder = StateFolder.of(Path.of(arguments[0]));
    Path barrier = Path.of(arguments[1]);
    LockHolder me = Locks.holder("l-" + ProcessHandle.current().pid());
    System.out.println("ready");
    while (!Files.exists(barrier)) {
      Thread.onSpinWait();
    }
    try (WorkspaceLock lock = WorkspaceLock.take(folder, me)) {
      System.out.println("has " + lock.holder().id());
      System.in.transferTo(System.out);
    } catch (ClovaException e) {
      System.out.println(e.problems().getFirst().code() + " " + e.problems().getFirst().detail());
    }
  }
}
