package dev.clova.engine.remote;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keeps the frames of an answer. */
final class FrameList implements FrameSink {

  private final List<String> heads = new ArrayList<>();
  private final List<byte[]> bodies = new ArrayList<>();

  @Override
  public synchronized void frame(Frame frame, InputStream body) throws IOException {
    heads.add((frame.kind() + " " + String.join(" ", frame.arguments())).strip());
    bodies.add(body.readAllBytes());
  }

  synchronized List<String> heads() {
    return List.copyOf(heads);
  }

  synchronized byte[] body(int index) {
    return bodies.get(index);
  }

  synchronized String text(int index) {
    return new String(bodies.get(index), StandardCharsets.UTF_8);
  }
}
