package dev.clova.engine.tree;

import java.util.List;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.Sequence;
import org.eclipse.jgit.diff.SequenceComparator;

/**
 * Some lines that take the place of others. Lines count from 0; the last one is not included.
 *
 * @param oldFrom the first line that goes
 * @param oldTo the line after the last one that goes
 * @param newFrom the first line that comes
 * @param newTo the line after the last one that comes
 */
record LineChange(int oldFrom, int oldTo, int newFrom, int newTo) {

  /** The changes that make one text the other, in order, and none beside another. */
  static List<LineChange> between(List<String> before, List<String> after) {
    HistogramDiff algorithm = new HistogramDiff();
    // Without it, lines that are all too alike are replaced as a whole: worse to read, and done in
    // a time that does not grow with the square of their number.
    algorithm.setFallbackAlgorithm(null);
    return algorithm.diff(new Comparison(), new Lines(before), new Lines(after)).stream()
        .map(
            edit ->
                new LineChange(edit.getBeginA(), edit.getEndA(), edit.getBeginB(), edit.getEndB()))
        .toList();
  }

  private static final class Lines extends Sequence {

    private final List<String> lines;

    private Lines(List<String> lines) {
      this.lines = lines;
    }

    @Override
    public int size() {
      return lines.size();
    }
  }

  private static final class Comparison extends SequenceComparator<Lines> {

    @Override
    public boolean equals(Lines before, int i, Lines after, int j) {
      return before.lines.get(i).equals(after.lines.get(j));
    }

    @Override
    public int hash(Lines text, int line) {
      return text.lines.get(line).hashCode();
    }
  }
}
