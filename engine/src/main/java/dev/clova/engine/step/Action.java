package dev.clova.engine.step;

import dev.clova.engine.remote.ShellText;
import dev.clova.engine.tree.LocalTree;
import dev.clova.state.Address;
import dev.clova.state.Tree;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One thing that applying does on a target. Made of data: what was shown is what runs. */
public sealed interface Action {

  /**
   * Puts entries of a service's tree into place: staged, verified, renamed one folder at a time,
   * and takes away what goes. What is replaced or removed is kept beside the receipts.
   *
   * @param source where the contents come from, on this machine
   * @param edit what to put and what to remove
   */
  record PutTree(LocalTree source, TreeEdit edit) implements Action {}

  /**
   * Writes one whole file by rename.
   *
   * @param folder the absolute folder, or empty for the service's directory
   * @param name the file's name in that folder
   * @param mode octal permissions
   * @param content the bytes; they may hold secrets and travel as data, never as shell text
   */
  record PutFile(Optional<String> folder, String name, String mode, Content content)
      implements Action {}

  /** Removes one file that we put there, by its exact name. */
  record RemoveFile(Optional<String> folder, String name) implements Action {}

  /**
   * Brings back what an edit and single files have replaced or removed, from what the target has
   * kept of the version of before, and takes away what they have put where nothing was.
   *
   * @param version the number of the receipt of that version
   * @param edit what was changed
   * @param before the whole tree as it was
   * @param files single files that were written or removed, the environment apart
   * @param env whether the environment was among them
   */
  record TakeBack(
      long version, Optional<TreeEdit> edit, Tree before, List<Beside> files, boolean env)
      implements Action {

    /** Copies its list. */
    public TakeBack {
      files = List.copyOf(files);
    }

    /** A file outside the service's directory. */
    public record Beside(String folder, String name) {}
  }

  /** Our own shell text, quick and harmless to repeat; its failure fails the step. */
  record Script(ShellText text) implements Action {}

  /**
   * A command that is not ours, in the service's directory: in a session of its own, without input,
   * its output kept for the report.
   *
   * @param what the command as people know it, for messages
   * @param command what the target's shell runs
   * @param limit how long it may take
   */
  record Command(String what, String command, Duration limit) implements Action {}

  /**
   * Waits until a check succeeds.
   *
   * @param what the condition as people know it
   * @param check shell text whose status 0 means that the condition holds
   * @param interval the pause between two looks
   * @param timeout when to give up
   */
  record Await(String what, ShellText check, Duration interval, Duration timeout)
      implements Action {}

  /**
   * Asks the target for what only it can know once the work is done, such as the image that a tag
   * turned out to mean. The receipt remembers it; nothing fails if there is no answer.
   *
   * @param at the resource that it is remembered of
   * @param text our own shell text that prints lines {@code NAME=VALUE}
   */
  record Learn(Address at, ShellText text) implements Action {}
}
