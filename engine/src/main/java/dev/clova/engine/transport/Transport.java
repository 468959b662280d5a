package dev.clova.engine.transport;

/** A way to reach targets. */
public interface Transport extends AutoCloseable {

  /**
   * Opens and authenticates a connection. Blocks; meant to be called from a virtual thread.
   *
   * @throws dev.clova.state.ClovaException with one problem that says what happened and what to do:
   *     not reached, host key refused, login refused
   */
  Connection connect(Endpoint endpoint);

  /** Ends everything that this transport still holds open. */
  @Override
  void close();
}
