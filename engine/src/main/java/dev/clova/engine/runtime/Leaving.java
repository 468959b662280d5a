package dev.clova.engine.runtime;

import dev.clova.engine.remote.ShellText;
import dev.clova.engine.step.Action;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a service leaves a target that it may come back to.
 *
 * @param stop ends it, and takes away whatever could start it again, a restart of the host included
 * @param back undoes that, from what the target itself has kept: the definition may have changed
 * @param clear takes away what is left of it once nobody wants it back
 * @param volumes named volumes of Docker that it takes along
 * @param ahead what can be made ready in the new place while it still runs; may fail
 */
public record Leaving(
    List<Action> stop,
    List<Action> back,
    List<Action> clear,
    List<String> volumes,
    ShellText ahead) {

  /** Of what does not run. */
  public static final Leaving NOTHING = new Leaving(List.of(), List.of());

  /** Copies its lists. */
  public Leaving {
    stop = List.copyOf(stop);
    back = List.copyOf(back);
    clear = List.copyOf(clear);
    volumes = List.copyOf(volumes);
  }

  /**
   * What the volumes are to be called if the service gets another name: Compose puts a project's
   * name before those that the definition does not name in full.
   */
  public SortedMap<String, String> volumes(String before, String after) {
    SortedMap<String, String> names = new TreeMap<>();
    for (String name : volumes) {
      boolean isOfProject = name.startsWith(before + "_");
      names.put(name, isOfProject ? after + name.substring(before.length()) : name);
    }
    return names;
  }

  /** Of what keeps its data in its directory. */
  public Leaving(List<Action> stop, List<Action> back) {
    this(stop, back, List.of(), List.of(), ShellText.of(":"));
  }
}
