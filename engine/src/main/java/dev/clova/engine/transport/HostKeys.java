package dev.clova.engine.transport;

import java.util.List;

/** The keys of hosts, for a person to compare and to trust. */
public interface HostKeys {

  /**
   * The hosts whose keys a connection comes to, the nearest first and the target itself last; each
   * can be {@linkplain #scan scanned} once those before it are trusted. Connects to nothing.
   *
   * @throws dev.clova.state.ClovaException if the way cannot be told
   */
  List<Endpoint> way(Endpoint endpoint);

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
