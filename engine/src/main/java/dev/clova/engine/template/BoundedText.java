package dev.clova.engine.template;

import io.pebbletemplates.pebble.extension.writer.SpecializedWriter;
import java.io.Writer;

/** The text that a template makes; refuses more than there may be, and values without a text. */
final class BoundedText extends Writer implements SpecializedWriter {

  private final Work work;
  private final StringBuilder text = new StringBuilder();

  BoundedText(Work work) {
    this.work = work;
  }

  @Override
  public void write(char[] chars, int from, int length) {
    work.spend(length);
    text.append(chars, from, length);
  }

  @Override
  public void write(Object value) {
    try {
      writeSpecialized(Printed.text(value));
    } catch (Fault fault) {
      if (!fault.culprit().isEmpty()) {
        throw fault;
      }
      throw Fault.template(fault.detail(), fault.hint(), work.name());
    }
  }

  @Override
  public void writeSpecialized(String value) {
    work.spend(value.length());
    text.append(value);
  }

  @Override
  public void writeSpecialized(int number) {
    writeSpecialized(Integer.toString(number));
  }

  @Override
  public void writeSpecialized(long number) {
    writeSpecialized(Long.toString(number));
  }

  @Override
  public void writeSpecialized(double number) {
    writeSpecialized(Double.toString(number));
  }

  @Override
  public void writeSpecialized(float number) {
    writeSpecialized(Float.toString(number));
  }

  @Override
  public void writeSpecialized(short number) {
    writeSpecialized(Short.toString(number));
  }

  @Override
  public void writeSpecialized(byte number) {
    writeSpecialized(Byte.toString(number));
  }

  @Override
  public void writeSpecialized(char character) {
    writeSpecialized(Character.toString(character));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return text.toString();
  }
}
