package dev.clova.cli.render;

/** How a plan or a report is written. */
public enum Format {
  /** For people, at a terminal or in a log. Not a contract. */
  TEXT,
  /** For a comment on a pull request. */
  MARKDOWN,
  /** For other programs. */
  JSON,
  /** One page, to be opened from a file. */
  HTML
}
