package dev.clova.cli.render;

import dev.clova.cli.console.Style;
import dev.clova.cli.render.PlanView.Attention;
import dev.clova.state.TextLine;
import dev.clova.state.Verb;

/** The sign beside each verb and each side of a difference; the words carry the meaning. */
final class Marks {

  private Marks() {}

  static String mark(Verb verb) {
    return switch (verb) {
      case CREATE -> "+";
      case UPDATE -> "~";
      case REPLACE -> "!";
      case MOVE -> ">";
      case ADOPT, FORGET -> "=";
      case REMOVE -> "-";
      case START, STOP, RESTART, RELOAD, RUN -> "*";
    };
  }

  static Style style(Verb verb) {
    return switch (verb) {
      case CREATE, START -> Style.ADDED;
      case UPDATE, MOVE -> Style.CHANGED;
      case REPLACE, REMOVE, STOP -> Style.REMOVED;
      case ADOPT, FORGET -> Style.FAINT;
      case RESTART, RELOAD, RUN -> Style.HINT;
    };
  }

  static String mark(Attention.Matter matter) {
    return switch (matter) {
      case BLOCKED, IRREVERSIBLE, DATA_LOST, CONTENT_LOST, OVERWRITES, DOWNTIME -> "!";
      case UNREACHED, CANNOT_TELL, PARTIAL -> "?";
      case WARNING, NOTE -> "*";
    };
  }

  static Style style(Attention.Matter matter) {
    return switch (matter) {
      case BLOCKED, IRREVERSIBLE, DATA_LOST, CONTENT_LOST -> Style.ERROR;
      case OVERWRITES, DOWNTIME, UNREACHED, CANNOT_TELL, PARTIAL, WARNING -> Style.WARNING;
      case NOTE -> Style.HINT;
    };
  }

  static String mark(TextLine.Sort sort) {
    return switch (sort) {
      case HUNK -> "@";
      case CONTEXT -> " ";
      case OLD -> "-";
      case NEW -> "+";
    };
  }

  static Style style(TextLine.Sort sort) {
    return switch (sort) {
      case HUNK -> Style.FAINT;
      case CONTEXT -> Style.PLAIN;
      case OLD -> Style.REMOVED;
      case NEW -> Style.ADDED;
    };
  }
}
