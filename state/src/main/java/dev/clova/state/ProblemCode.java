package dev.clova.state;

/** Every sort of problem, with its fixed title; the title holds no data, so readers learn it. */
public enum ProblemCode {
  SYNTAX("Not valid TOML", Trouble.DEFINITION),
  UNKNOWN_KEY("Unknown key", Trouble.DEFINITION),
  MISSING_KEY("Missing key", Trouble.DEFINITION),
  WRONG_TYPE("Wrong type", Trouble.DEFINITION),
  BAD_VALUE("Value not allowed", Trouble.DEFINITION),
  UNKNOWN_NAME("Unknown name", Trouble.DEFINITION),
  CONFLICT("Definitions contradict each other", Trouble.DEFINITION),
  CYCLE("Definitions go in a circle", Trouble.DEFINITION),
  TEMPLATE("Template does not render", Trouble.DEFINITION),
  NOT_YET("Not available yet", Trouble.DEFINITION),
  TOO_LARGE("Too large", Trouble.DEFINITION),
  BAD_FILE("File cannot be deployed", Trouble.DEFINITION),
  NO_WORKSPACE("No working directory here", Trouble.DEFINITION),

  USAGE("Wrong use", Trouble.USAGE),
  NO_MATCH("Selection matches nothing", Trouble.USAGE),

  UNREACHABLE("Target not reached", Trouble.UNREACHED),
  HOST_KEY("Host key refused", Trouble.UNREACHED),
  AUTHENTICATION("Login refused", Trouble.UNREACHED),
  PRIVILEGE("No privilege on the target", Trouble.UNREACHED),
  TARGET_ANSWER("Target gave no usable answer", Trouble.UNREACHED),

  READ_ONLY("This key may only look", Trouble.FAILED),

  STATE_DAMAGED("State is damaged", Trouble.FAILED),
  STATE_FOREIGN("State belongs to another workspace", Trouble.FAILED),
  STATE_VERSION("State has a newer format", Trouble.FAILED),
  STATE_NOT_WRITTEN("State could not be written", Trouble.FAILED),
  LOCKED("Locked by somebody else", Trouble.LOCKED),
  PLAN_FILE("Not a plan file", Trouble.STALE),
  STALE("Plan is stale", Trouble.STALE),
  REFUSED("Refused", Trouble.REFUSED),
  NOT_CONFIRMED("Not confirmed", Trouble.NOT_CONFIRMED),
  STEP_FAILED("Step failed", Trouble.PARTLY),
  FAILED("Failed", Trouble.FAILED);

  private final String title;
  private final Trouble trouble;

  ProblemCode(String title, Trouble trouble) {
    this.title = title;
    this.trouble = trouble;
  }

  /** A few words, the same every time. */
  public String title() {
    return title;
  }

  /** What the problem means for the exit status. */
  public Trouble trouble() {
    return trouble;
  }
}
