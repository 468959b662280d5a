package dev.clova.engine.transport;

import java.io.IOException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.time.Duration;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** A key to offer to a server. */
sealed interface LoginKey {

  /** What the server is shown: the public key or a certificate of it. */
  SshKey shown();

  /** Where it comes from, for messages. */
  String source();

  /** The key and where it comes from, for messages. */
  default String described() {
    return source() + " (" + shown().typeName() + " " + shown().fingerprint() + ")";
  }

  /** A key that can sign. */
  sealed interface Ready extends LoginKey {

    /**
     * Signs, and waits for it if a person has to agree.
     *
     * @return the algorithm and the signature, encoded as one
     */
    byte[] sign(SessionContext session, String algorithm, byte[] data) throws IOException;
  }

  /** A key read from a file. */
  record FromFile(SshKey shown, String source, PrivateKey secret) implements Ready {

    @Override
    public byte[] sign(SessionContext session, String algorithm, byte[] data) throws IOException {
      String name = SshKey.signatureAlgorithm(algorithm);
      try {
        Signature signature = BuiltinSignatures.fromFactoryName(name).create();
        signature.initSigner(session, secret);
        signature.update(session, data);
        ByteArrayBuffer encoded = new ByteArrayBuffer();
        encoded.putString(name);
        encoded.putBytes(signature.sign(session));
        return encoded.getCompactData();
      } catch (Exception e) { // the library declares nothing narrower
        throw new IOException(source + " cannot sign with " + name, e);
      }
    }
  }

  /**
   * A key that the agent has.
   *
   * @param key the key as the agent knows it, when a certificate from a file is shown
   * @param limit how long the agent's user may take to agree
   */
  record FromAgent(SshKey shown, String source, SshKey key, Agent agent, Duration limit)
      implements Ready {

    @Override
    public byte[] sign(SessionContext session, String algorithm, byte[] data) throws IOException {
      return agent.sign(key, SshKey.signatureAlgorithm(algorithm), data, limit);
    }
  }

  /** A key whose file needs a passphrase that nobody was asked for yet. */
  record Locked(SshKey shown, String source, Path file) implements LoginKey {}
}
