// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.feeders;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Takes packed parts apart, never holding more bytes than allowed. */
final class Unpacked {

  private static final int MOST_ENTRIES = 100_000;

  private Unpacked() {}

  /** Whether the bytes are a zip archive. */
  static boolean isZip(byte[] bytes) {
    return bytes.length > 3 && bytes[0] == 'P' && bytes[1] == 'K' && bytes[2] == 3 && bytes[3] == 4;
  }

  /** The bytes, unpacked when they are gzip. */
  static byte[] gunzip(byte[] bytes, int most) throws FeedRefused {
    boolean packed = bytes.length > 2 && bytes[0] == 0x1F && bytes[1] == (byte) 0x8B;
    if (!packed) {
      return bytes;
    }
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return read(in, most);
    } catch (IOException e) {
      throw new FeedRefused(FeedRefused.Reason.DAMAGED, e);
    }
  }

  /** The files of an archive whose whole path fits, by the last part of their path. */
  static List<Part> unzip(byte[] bytes, Pattern path, int most) throws FeedRefused {
    List<Part> parts = new ArrayList<>();
    int left = most;
    int entries = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        // what is passed over is unpacked as well: its size counts
        byte[] content = read(zip, left);
        left -= content.length;
        if (++entries > MOST_ENTRIES) {
          throw new FeedRefused(FeedRefused.Reason.TOO_LARGE);
        }
        if (path.matcher(entry.getName()).matches()) {
          parts.add(
              new Part(entry.getName().substring(entry.getName().lastIndexOf('/') + 1), content));
        }
      }
      return parts;
    } catch (IOException | IllegalArgumentException e) {
      // the latter: names that are not of their character set
      throw new FeedRefused(FeedRefused.Reason.DAMAGED, e);
    }
  }

  private static byte[] read(InputStream in, int most) throws IOException, FeedRefused {
    byte[] bytes = in.readNBytes(most + 1);
    if (bytes.length > most) {
      throw new FeedRefused(FeedRefused.Reason.TOO_LARGE);
    }
    return bytes;
  }
}
