package dev.clova.engine.transport;

/** The keys of hosts, for a person to compare and to trust. */
public interface HostKeys {

  /**
   * Asks a host for its key. Nothing is trusted and no credential offered to it.
   *
   * @throws dev.clova.state.ClovaException if the host cannot be reached
   */
  ScannedKey scan(Endpoint endpoint);

  /**
   * Writes a scanned key to its known_hosts file, from now on to be trusted. A key that is known
   * already is left alone.
   *
   * @throws dev.clova.state.ClovaException HOST_KEY if the host is known by another key or this one
   *     was revoked; FAILED if the file cannot be written
   */
  void trust(ScannedKey key);
}
