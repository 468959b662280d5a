package dev.clova.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ListingProperties {

  private static final Origin ORIGIN =
      new Origin("The listing of `vps`", ProblemCode.TARGET_ANSWER, "Look at the target.");

  @Property(tries = 3000)
  void anyBytesAreAListingOrAProblem(@ForAll byte[] bytes) {
    gnuOrProblem(bytes);
    plainOrProblem(bytes, bytes);
  }

  @Property(tries = 5000)
  void almostRightAnswersAreAListingOrAProblem(
      @ForAll("pieces") List<String> pieces, @ForAll Random random) {
    byte[] answer = String.join("", pieces).getBytes(StandardCharsets.UTF_8);
    gnuOrProblem(answer);
    if (answer.length > 0) {
      answer[random.nextInt(answer.length)] = (byte) random.nextInt();
    }
    gnuOrProblem(answer);
    plainOrProblem(".\0./a\0./a\nb\0./b\0".getBytes(StandardCharsets.UTF_8), answer);
  }

  @Property(tries = 200)
  void cutAnywhereItIsAProblemOrWhatCameBefore(@ForAll Random random) {
    String stat = "0 0 3 1.5 1.5 12 ";
    String whole =
        "d 755 " + stat + "\0\0" + "f 644 " + stat + "a\0\0" + "l 777 " + stat + "b\0a\0";
    byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);

    gnuOrProblem(Arrays.copyOf(bytes, random.nextInt(bytes.length)));
  }

  @Provide
  Arbitrary<List<String>> pieces() {
    return Arbitraries.of(
            "f 644 0 0 3 1.5 1.5 12 a\0\0",
            "d 755 0 0 3 1.5 1.5 12 \0\0",
            "l 777 0 0 3 1.5 1.5 12 b\0",
            "41ed 0 0 3 1 1 12 .\n",
            "81a4 0 0 3 1 1 12 ./a\n",
            "b\n",
            "\0",
            " ",
            "../x\0",
            "99999999999999999999999999 ",
            "-1")
        .list()
        .ofMaxSize(8);
  }

  private static void gnuOrProblem(byte[] bytes) {
    try {
      check(ListingReader.gnu(new ByteArrayInputStream(bytes), 50, 0, ORIGIN));
    } catch (ClovaException e) {
      assertEquals(ProblemCode.TARGET_ANSWER, e.problems().getFirst().code());
    }
  }

  private static void plainOrProblem(byte[] names, byte[] stats) {
    try {
      check(
          ListingReader.plain(
              new ByteArrayInputStream(names), new ByteArrayInputStream(stats), 50, 0, ORIGIN));
    } catch (ClovaException e) {
      assertEquals(ProblemCode.TARGET_ANSWER, e.problems().getFirst().code());
    }
  }

  private static void check(Listing listing) {
    for (Listing.Entry entry : listing.entries()) {
      assertEquals(Optional.empty(), TreePath.shapeFault(entry.path()));
    }
  }
}
