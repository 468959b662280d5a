package dev.clova.engine.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.security.MessageDigest;
import java.security.Provider;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What native code does is what the Java platform does, for which it stands in. */
class NativeCryptoTest {

  private static final String GCM = "AES/GCM/NoPadding";

  @BeforeAll
  static void prefer() {
    NativeCrypto.prefer();
  }

  @Test
  void digestsAndEncryptionAreNativeAndNothingElseIs() throws Exception {
    assertNotEquals("SUN", MessageDigest.getInstance("SHA-256").getProvider().getName());
    assertNotEquals("SunJCE", decrypting(new byte[16], new byte[12], GCM).getProvider().getName());
    assertEquals("SUN", MessageDigest.getInstance("SHA-512").getProvider().getName());
    assertEquals("SUN", new SecureRandom().getProvider().getName());
    assertEquals("SunJCE", Mac.getInstance("HmacSHA1").getProvider().getName());
  }

  @Property(tries = 100)
  void aDigestIsTheSame(@ForAll byte[] content) throws Exception {
    NativeCrypto.prefer();

    assertArrayEquals(
        MessageDigest.getInstance("SHA-256", "SUN").digest(content),
        MessageDigest.getInstance("SHA-256").digest(content));
  }

  @Property(tries = 100)
  void theOtherSideReadsWhatIsEncrypted(
      @ForAll @Size(16) byte[] key, @ForAll @Size(12) byte[] start, @ForAll byte[] content)
      throws Exception {
    NativeCrypto.prefer();
    Cipher encrypting = Cipher.getInstance(GCM);
    encrypting.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, start));
    Provider java = Cipher.getInstance("AES/CTR/NoPadding", "SunJCE").getProvider();
    Cipher reading = Cipher.getInstance(GCM, java);
    reading.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, start));

    assertArrayEquals(content, reading.doFinal(encrypting.doFinal(content)));
  }

  private static Cipher decrypting(byte[] key, byte[] start, String how) throws Exception {
    Cipher cipher = Cipher.getInstance(how);
    cipher.init(
        Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, start));
    return cipher;
  }
}
