package dev.clova.engine;

import dev.clova.engine.desired.DesiredTarget;
import dev.clova.engine.desired.Targets;
import dev.clova.engine.observed.Prober;
import dev.clova.engine.remote.Sessions;
import dev.clova.engine.transport.Transport;
import dev.clova.state.Address;
import dev.clova.state.CannotTell;
import dev.clova.state.ClovaException;
import dev.clova.state.Guard;
import dev.clova.state.Placement;
import dev.clova.state.Plan;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** What a plan rests on beside the definitions and what was seen. */
final class Basis {

  private Basis() {}

  /** What an untrusted working directory brought along as a cache could say anything. */
  static Path caches(Site site, Outside outside) {
    return outside.isUntrusted()
        ? site.home().resolve(".cache").resolve("clova").resolve("untrusted")
        : site.root().resolve(".clova").resolve("cache");
  }

  static Transport transport(Site site, Outside outside, SortedMap<String, DesiredTarget> targets) {
    return outside
        .trusted()
        .<Transport>map(
            trusted ->
                new TrustedTransport(
                    site.transport(), targets, Targets.of(trusted, site.home()), site.root()))
        .orElse(site.transport());
  }

  static SortedMap<String, String> facts(PlanRequest request, Sessions sessions, String target) {
    if (!request.refresh()) {
      throw new ClovaException(
          Problem.of(ProblemCode.UNREACHABLE, "`" + target + "` is not looked at.", ""));
    }
    return Prober.facts(sessions, target);
  }

  /** What is known beforehand not to be known. */
  static List<CannotTell> cannotTell(SortedMap<Placement, Problem> undecided) {
    List<CannotTell> unknown = new ArrayList<>();
    undecided.forEach(
        (placement, why) ->
            unknown.add(
                new CannotTell(
                    Address.of(placement),
                    "its templates need facts of its target: " + why.detail(),
                    "`" + placement.target() + "` within reach")));
    return unknown;
  }

  /** What must still be so, of the whole plan. */
  static Map<Guard, String> guards(PlanRequest request, Rules rules, String version) {
    Map<Guard, String> guards = new HashMap<>();
    if (!request.refresh()) {
      guards.put(Guard.of(Guard.Sort.AGAINST), "recorded");
    }
    guards.put(Guard.of(Guard.Sort.CLOVA), line(version));
    rules.own().ifPresent(own -> guards.put(Guard.of(Guard.Sort.POLICY), own.digest().hex()));
    return guards;
  }

  /** The version as far as it tells what Clova does: {@code 0.1} of {@code 0.1.3}. */
  private static String line(String version) {
    String[] parts = version.split("[.+-]", -1);
    return parts.length < 2 ? version : parts[0] + "." + parts[1];
  }

  /** What a plan takes from its target: of that it needs no definition. */
  static Set<Placement> removed(Plan plan) {
    Set<Placement> removed = PlanDifference.placements(plan);
    removed.removeIf(at -> plan.guards().containsKey(Guard.of(Guard.Sort.DEFINITION, at).text()));
    return removed;
  }
}
