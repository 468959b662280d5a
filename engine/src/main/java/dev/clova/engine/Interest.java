package dev.clova.engine;

/**
 * What is asked of targets beside what a plan needs to know; all of it in the same trip.
 *
 * @param health whether services answer their checks
 * @param usage what services use of the machine
 * @param vitals how the targets themselves are, also those on which there is no service
 */
record Interest(boolean health, boolean usage, boolean vitals) {

  static final Interest PLAN = new Interest(false, false, false);
  static final Interest STATUS = new Interest(true, false, false);
  static final Interest TARGETS = new Interest(true, false, true);
  static final Interest TOP = new Interest(false, true, true);
}
