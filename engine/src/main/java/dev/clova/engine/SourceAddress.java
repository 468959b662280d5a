package dev.clova.engine;

import dev.clova.engine.definition.Definitions;
import dev.clova.engine.definition.ServiceDefinition;
import dev.clova.engine.kind.SyncResource;
import dev.clova.engine.tree.SourceFile;
import dev.clova.state.Address;
import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import dev.clova.state.TreePath;
import java.util.Optional;

/**
 * The file of the repository that an address is about.
 *
 * @param address a file of a service on a target
 * @param file the same file here
 */
record SourceAddress(Address address, SourceFile file) {

  /** Finds it; refuses what is no plain file of a service. */
  static SourceAddress of(Definitions definitions, String text) {
    Address address =
        Address.parse(text)
            .filter(it -> it.kind().equals(SyncResource.KIND) && !it.name().isEmpty())
            .filter(it -> TreePath.fault(it.name()).isEmpty())
            .orElseThrow(
                () ->
                    refused(
                        "`" + text + "` is no address of a file.",
                        "`clova drift` lists them, such as `blog@vps:sync/nginx.conf`."));
    Optional<ServiceDefinition> service =
        Optional.ofNullable(definitions.services().get(address.placement().service()));
    if (service.isEmpty() || !service.get().targets().contains(address.placement().target())) {
      throw refused(
          "`%s` is not defined here.".formatted(address.placement()),
          "Only what is defined can take over what a target has.");
    }
    SourceFile file = SourceFile.of(service.get().directory(), address.name());
    if (file.isTemplate(service.get().sync())) {
      throw refused(
          "`%s` is made from a template: what is on the target is its text for that target alone."
              .formatted(address.name()),
          "Change the template here by hand; `clova diff %s` shows what differs."
              .formatted(address.placement()));
    }
    return new SourceAddress(address, file);
  }

  private static ClovaException refused(String detail, String hint) {
    return new ClovaException(Problem.of(ProblemCode.REFUSED, detail, hint));
  }
}
