package dev.clova.engine.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.security.Security;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Digests of files and the encryption of connections in native code, where there is some for this
 * machine. Java's own needs its optimising compiler to be fast, and that takes longer to find out
 * about them than most commands take at all.
 */
public final class NativeCrypto {

  private NativeCrypto() {}

  /**
   * Has them done by native code from now on, in this whole process; without any for this machine
   * nothing changes. Takes some milliseconds the first time.
   */
  public static void prefer() {
    boolean unused = Preference.MADE;
  }

  /** Made once, when it is first asked for. */
  private static final class Preference {

    private static final boolean MADE = make();

    private static boolean make() {
      AmazonCorrettoCryptoProvider code = AmazonCorrettoCryptoProvider.INSTANCE;
      if (code.getLoadingError() != null) {
        return false;
      }
      return Security.insertProviderAt(new Few(code), 1) > 0;
    }
  }

  /** Of all that the native code can do, what it is wanted for: all else stays as it is. */
  private static final class Few extends Provider {

    private static final long serialVersionUID = 1L;

    private static final Set<String> WANTED =
        Set.of("MessageDigest.SHA-256", "Cipher.AES/GCM/NoPadding");

    private final transient Provider code;

    private Few(Provider code) {
      super("Clova", "1", "What native code does better.");
      this.code = code;
    }

    @Override
    public @Nullable Service getService(String type, String algorithm) {
      return WANTED.contains(type + "." + algorithm) ? code.getService(type, algorithm) : null;
    }
  }
}
