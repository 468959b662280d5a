package dev.clova.engine.runtime;

import dev.clova.engine.remote.ShellText;
import dev.clova.engine.runtime.ComposeVerdict.Fate;
import dev.clova.engine.runtime.ComposeVerdict.Item;
import dev.clova.state.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The images that names meant in an earlier version, which they are to mean again. */
final class FormerImages {

  /** An image by its id; of names with a digest nothing else can be meant. */
  private record Image(String name, String id) {}

  private final Map<String, Image> byService = new TreeMap<>();
  private final ComposeAnswer seen;

  /**
   * @param recorded what a record remembers: {@code image:SERVICE}, the name and the id
   */
  FormerImages(Attributes recorded, ComposeAnswer seen) {
    this.seen = seen;
    recorded
        .values()
        .forEach(
            (name, value) -> {
              String[] words = value.split(" ", -1);
              if (name.startsWith("image:")
                  && words.length > 1
                  && words[1].matches("sha256:[0-9a-f]{64}")
                  && !words[0].contains("@")) {
                byService.put(name.substring("image:".length()), new Image(words[0], words[1]));
              }
            });
  }

  boolean isEmpty() {
    return byService.isEmpty();
  }

  /** With the containers that are made anew since they run another image of the same name. */
  ComposeVerdict added(ComposeVerdict verdict) {
    List<Item> items = new ArrayList<>(verdict.items());
    for (ComposeContainer container : seen.containers()) {
      Image image = byService.get(container.service());
      boolean isTold =
          items.stream()
              .anyMatch(item -> item.id().equals(container.id()) && item.fate() != Fate.RESTART);
      if (image != null && !image.id().equals(container.imageId()) && !isTold) {
        items.removeIf(item -> item.id().equals(container.id()));
        String why = "`%s` means %.19s again".formatted(image.name(), image.id());
        items.add(new Item(Fate.RECREATE, container.service(), container.id(), why, true));
      }
    }
    return new ComposeVerdict(items, verdict.inputs());
  }

  /** Gives the names back to them; one that the target has no more ends it. */
  List<ShellText> named() {
    List<ShellText> lines = new ArrayList<>();
    byService.forEach(
        (service, image) ->
            lines.add(
                ShellText.of("docker tag ")
                    .plus(ShellText.words(List.of(image.id(), image.name())))
                    .plus(" 2>&1 || exit 1")));
    return lines;
  }
}
