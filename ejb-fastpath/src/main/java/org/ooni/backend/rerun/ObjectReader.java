// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.rerun;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.ooni.backend.json.MalformedJson;
import org.ooni.backend.rerun.UnreadableObject.Reason;
import org.ooni.backend.scoring.MeasurementScoring;

/** Reads and scores what is in an object, whatever that is; see {@link CanFormat}. */
final class ObjectReader {

  private static final int BUFFER = 1 << 16;

  /** Zeros behind the last member. */
  private static final int END_OF_ARCHIVE = 1024;

  private final MeasurementScoring scoring;
  private final LineUids uids;
  private final ReadingLimits limits;
  private final LongConsumer progress;

  /**
   * Reads with these.
   *
   * @param progress is told how many bytes of the object were read since it was told last
   */
  ObjectReader(
      MeasurementScoring scoring, LineUids uids, ReadingLimits limits, LongConsumer progress) {
    this.scoring = scoring;
    this.uids = uids;
    this.limits = limits;
    this.progress = progress;
  }

  /**
   * Reads an object to its end.
   *
   * @param file with its bytes
   * @throws UnreadableObject when that cannot be done
   */
  void read(SourceObject object, Path file, Found found) throws UnreadableObject, Stopped {
    CanFormat format =
        CanFormat.of(object.file())
            .orElseThrow(() -> new UnreadableObject(Reason.UNKNOWN_FORMAT, "unknown kind of file"));
    if (object.bytes() == 0) {
      throw new UnreadableObject(Reason.EMPTY, "it has no bytes");
    }
    try (InputStream packed = new Watched(Files.newInputStream(file));
        BoundedText text = new BoundedText(unpacked(packed, format), limits.textBytes())) {
      MemberReader members = new MemberReader(object, scoring, uids, limits, found);
      if (format.content() == CanFormat.Content.TAR) {
        new TarReader(text, limits, found).read(members);
      } else {
        members.read(format.content(), object.file(), object.bytes(), text, false);
      }
      // what is behind has a checksum as well
      text.transferTo(OutputStream.nullOutputStream());
      if (format.content() == CanFormat.Content.TAR && text.trailingZeros() < END_OF_ARCHIVE) {
        throw new EOFException("the archive ends without its end mark");
      }
    } catch (BoundedText.Exceeded e) {
      throw new UnreadableObject(Reason.TOO_LARGE, e);
    } catch (EOFException e) {
      throw new UnreadableObject(Reason.TRUNCATED, e);
    } catch (IOException e) {
      throw meaning(e);
    } catch (MalformedJson e) {
      throw new UnreadableObject(Reason.DAMAGED, e);
    }
  }

  /** The readers of tar and LZ4 tell only in words that a file ends too early. */
  private static UnreadableObject meaning(IOException fault) {
    String words = String.valueOf(fault.getMessage());
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof BoundedText.Exceeded) {
        return new UnreadableObject(Reason.TOO_LARGE, fault);
      }
      if (cause instanceof EOFException) {
        return new UnreadableObject(Reason.TRUNCATED, fault);
      }
    }
    boolean early = words.startsWith("Truncated") || words.contains("Premature end");
    return new UnreadableObject(early ? Reason.TRUNCATED : Reason.DAMAGED, fault);
  }

  private static InputStream unpacked(InputStream packed, CanFormat format) throws IOException {
    return switch (format.packing()) {
      case NONE -> new BufferedInputStream(packed, BUFFER);
      case LZ4 -> new FramedLZ4CompressorInputStream(new BufferedInputStream(packed, BUFFER), true);
      case GZIP -> gzip(new BufferedInputStream(packed, BUFFER), format);
    };
  }

  /** The reference has published archives under the name of packed ones. */
  private static InputStream gzip(BufferedInputStream packed, CanFormat format) throws IOException {
    packed.mark(2);
    boolean isPacked = packed.read() == 0x1F && packed.read() == 0x8B;
    packed.reset();
    boolean mayBePlain = format.content() == CanFormat.Content.TAR;
    return isPacked || !mayBePlain ? new GzipText(packed) : packed;
  }

  /** Tells how far the file was read. */
  private final class Watched extends FilterInputStream {

    Watched(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = in.read();
      progress.accept(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int read = in.read(target, offset, length);
      progress.accept(Math.max(0, read));
      return read;
    }
  }
}
