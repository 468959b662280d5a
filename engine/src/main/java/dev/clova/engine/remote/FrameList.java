package dev.clova.engine.remote;

import dev.clova.state.ClovaException;
import dev.clova.state.Problem;
import dev.clova.state.ProblemCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps the frames of one answer with their bodies, for answers that are known to be small. */
public final class FrameList implements FrameSink {

  /** A frame and its body. */
  public static final class Kept {

    private final Frame frame;
    private final byte[] body;

    private Kept(Frame frame, byte[] body) {
      this.frame = frame;
      this.body = body;
    }

    /** The frame's head. */
    public Frame frame() {
      return frame;
    }

    /** The body's bytes. */
    public byte[] body() {
      return body.clone();
    }

    /** The body as UTF-8, as the target wrote it: not safe to show. */
    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
      return frame + " with " + body.length + " bytes";
    }
  }

  private final int mostBytes;
  private final List<Kept> frames = new ArrayList<>();
  private int bytes;

  /**
   * An empty list.
   *
   * @param mostBytes how much all bodies may hold together; an answer with more is an error
   */
  public FrameList(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  @Override
  public synchronized void frame(Frame frame, InputStream body) throws IOException {
    byte[] kept = body.readNBytes(mostBytes - bytes + 1);
    bytes += kept.length;
    if (bytes > mostBytes) {
      throw new ClovaException(
          Problem.of(
              ProblemCode.TARGET_ANSWER,
              "The target's answer `%s` is larger than the %d bytes that make sense."
                  .formatted(TargetText.line(frame.kind()), mostBytes),
              "If this happens again, the target's shell or tools are not what they seem."));
    }
    frames.add(new Kept(frame, kept));
  }

  /** All frames so far, in order. */
  public synchronized List<Kept> all() {
    return List.copyOf(frames);
  }

  /** The first frame of this kind. */
  public synchronized Optional<Kept> first(String kind) {
    return frames.stream().filter(kept -> kept.frame().kind().equals(kind)).findFirst();
  }
}
