package dev.clova.state;

/** Which Clova this is. */
public final class ClovaVersion {

  /** The version, as the build has it: a constant, so that asking for it reads no file. */
  public static final String CURRENT = "0.1.0";

  /** What {@code clova version} prints. */
  public static final String LINE = "clova " + CURRENT;

  private ClovaVersion() {}
}
