// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.archive;

import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.ooni.backend.measurement.MeasurementUid;

/**
 * Reads both objects of a can side by side and makes sure that they say the same: the line number n
 * is the measurement in the body number n. Knows nothing of a database, so it serves for copies of
 * the archive as well.
 */
public final class CanInspection {

  private final WatchedStream postcan;
  private final WatchedStream jsonl;

  /**
   * Over two streams, which the caller closes.
   *
   * @param postcan the object of bodies
   * @param jsonl the object of lines
   */
  public CanInspection(InputStream postcan, InputStream jsonl) {
    this.postcan = new WatchedStream(postcan);
    this.jsonl = new WatchedStream(jsonl);
  }

  /**
   * A measurement as both objects have it.
   *
   * @param submission the bytes as they were received
   * @param line the measurement in them
   * @param number of the line in the object, from 0
   * @param blockOffset where in the object the block with the line starts
   * @param blockLength how long that is
   * @param blockLine number of the line in the block, from 0
   */
  public record Found(
      MeasurementUid uid,
      byte[] submission,
      byte[] line,
      int number,
      long blockOffset,
      int blockLength,
      int blockLine) {}

  /** Is told of each measurement in turn. */
  public interface Visitor {
    /**
     * Looks at one.
     *
     * @throws Differs when it is not what was expected
     */
    void found(Found measurement) throws SQLException, Differs;
  }

  /** What the objects are as a whole. */
  public record Totals(
      int measurements,
      long postcanBytes,
      byte[] postcanSha256,
      long jsonlBytes,
      byte[] jsonlSha256) {}

  /** An object is not what it should be. */
  public static final class Differs extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean ofBodies;

    /**
     * Says which.
     *
     * @param ofBodies whether it is the object of bodies, or that of lines
     */
    public Differs(boolean ofBodies, String message) {
      super(message);
      this.ofBodies = ofBodies;
    }

    boolean isOfBodies() {
      return ofBodies;
    }
  }

  /**
   * Reads both to their ends.
   *
   * @throws IOException when a stream cannot be read
   * @throws Differs when an object is damaged, or they do not say the same
   */
  public Totals run(Visitor visitor) throws IOException, SQLException, Differs {
    int count = 0;
    try (PostcanReader bodies = open();
        JsonlBlocks blocks = new JsonlBlocks(jsonl)) {
      for (Optional<JsonlBlocks.Block> block = next(blocks);
          block.isPresent();
          block = next(blocks)) {
        for (int line = 0; line < block.get().lines().size(); line++) {
          visitor.found(match(next(bodies), block.get(), line, count));
          count++;
        }
      }
      if (next(bodies).isPresent()) {
        throw new Differs(false, "there are more bodies than lines");
      }
      drain(bodies);
      return new Totals(count, postcan.bytes(), postcan.sha256(), jsonl.bytes(), jsonl.sha256());
    }
  }

  private static Found match(
      Optional<PostcanReader.Member> body, JsonlBlocks.Block block, int line, int number)
      throws Differs {
    PostcanReader.Member member =
        body.orElseThrow(() -> new Differs(false, "there are more lines than bodies"));
    MeasurementUid uid =
        CanName.measurement(member.name())
            .orElseThrow(() -> new Differs(true, "a member is not named like a measurement"));
    byte[] expected =
        ContentLine.of(member.submission())
            .orElseThrow(() -> new Differs(true, "a body has no content"));
    byte[] text = block.lines().get(line);
    if (!Arrays.equals(expected, text)) {
      boolean ofBodies = !Proof.hasHash(uid, member.submission());
      throw new Differs(ofBodies, "a line is not the measurement of its body");
    }
    return new Found(uid, member.submission(), text, number, block.offset(), block.length(), line);
  }

  private PostcanReader open() throws IOException, Differs {
    try {
      return new PostcanReader(postcan);
    } catch (IOException e) {
      throw meaning(e, true);
    }
  }

  private Optional<PostcanReader.Member> next(PostcanReader bodies) throws IOException, Differs {
    try {
      return bodies.next();
    } catch (IOException e) {
      throw meaning(e, true);
    }
  }

  private Optional<JsonlBlocks.Block> next(JsonlBlocks blocks) throws IOException, Differs {
    try {
      return blocks.next();
    } catch (IOException e) {
      throw meaning(e, false);
    }
  }

  private void drain(PostcanReader bodies) throws IOException, Differs {
    try {
      bodies.drain();
      postcan.drain();
      jsonl.drain();
    } catch (IOException e) {
      throw meaning(e, true);
    }
  }

  /** The stream's own failure, or damage that was noticed by who made sense of it. */
  private Differs meaning(IOException fault, boolean ofBodies) throws IOException {
    if (postcan.hasFailed() || jsonl.hasFailed()) {
      throw fault;
    }
    return new Differs(ofBodies, String.valueOf(fault.getMessage()));
  }
}
