package dev.clova.engine.remote;

import java.io.IOException;
import java.io.InputStream;

/** Takes the frames of one answer as they come. */
@FunctionalInterface
public interface FrameSink {

  /**
   * One frame. Called in order, on a thread of the shell's.
   *
   * @param body the frame's bytes up to the next frame, straight from the wire; what is left unread
   *     is skipped. Reading throws if the answer breaks off, so that half a body never passes for a
   *     whole one
   * @throws IOException what reading the body threw; anything else that is thrown ends the session
   *     and comes out of the wait for the reply
   */
  void frame(Frame frame, InputStream body) throws IOException;

  /** Takes no interest in any frame. */
  static FrameSink none() {
    return (frame, body) -> {};
  }
}
