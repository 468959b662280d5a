package dev.clova.engine;

/**
 * What is asked of targets beside what a plan needs to know; all of it in the same trip.
 *
 * @param health whether services answer their checks
 * @param vitals how the targets themselves are, also those on which there is no service
 * @param use what services use of their targets
 */
record Interest(boolean health, boolean vitals, boolean use) {

  static final Interest PLAN = new Interest(false, false, false);
  static final Interest STATUS = new Interest(true, false, false);
  static final Interest TARGETS = new Interest(true, true, false);
  static final Interest TOP = new Interest(false, false, true);
}
