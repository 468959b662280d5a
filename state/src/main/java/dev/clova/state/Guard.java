package dev.clova.state;

import java.util.Optional;

/**
 * The name of something that must still be so when a plan is applied, though no action shows it.
 *
 * @param sort what it is about
 * @param subject a placement or a target, or what was asked for; empty for what there is once
 */
public record Guard(Sort sort, String subject) {

  /** What a guard is about. */
  public enum Sort implements Term {
    /** What the plan was compared with, if that is not the targets themselves. */
    AGAINST,
    /** What was asked for beside what is declared: that services go, with their data. */
    ASKED,
    /** The version of Clova, without what changes no plan. */
    CLOVA,
    /** Digest of what is declared of a placement. */
    DEFINITION,
    /** Digest of the workspace's own rules. */
    POLICY,
    /** How often a placement was applied before. */
    RECEIPT,
    /** Digest of how a target is reached, and where services live there. */
    TARGET
  }

  /** The guard of what there is once. */
  public static Guard of(Sort sort) {
    return new Guard(sort, "");
  }

  /** The guard of a placement. */
  public static Guard of(Sort sort, Placement placement) {
    return new Guard(sort, placement.toString());
  }

  /** As a plan holds it: {@code definition:blog@vps}. */
  public String text() {
    return subject.isEmpty() ? sort.word() : sort.word() + ":" + subject;
  }

  /** Reads what {@link #text} wrote; empty if it is nothing of that sort. */
  public static Optional<Guard> parse(String text) {
    int colon = text.indexOf(':');
    String word = colon < 0 ? text : text.substring(0, colon);
    String subject = colon < 0 ? "" : text.substring(colon + 1);
    return Term.parse(Sort.class, word).map(sort -> new Guard(sort, subject));
  }
}
