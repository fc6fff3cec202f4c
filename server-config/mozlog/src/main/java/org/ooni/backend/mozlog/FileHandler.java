// SPDX-FileCopyrightText: The OONI backend contributors
// SPDX-License-Identifier: BSD-3-Clause

package org.ooni.backend.mozlog;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.handlers.SizeRotatingFileHandler;

/**
 * Writes to a file that is followed by another when it is long, and drops what cannot be written in
 * time. It has its file, size and number of files from its properties.
 */
public final class FileHandler extends SizeRotatingFileHandler {

  private final LineQueue queue;

  /** With the format that all lines have. */
  public FileHandler() {
    setFormatter(new MozlogFormatter());
    setAppend(true);
    setAutoFlush(false);
    queue = new LineQueue("file", LineQueue.LENGTH, super::doPublish, this::flush);
  }

  @Override
  public void setFile(File file) throws FileNotFoundException {
    if (file != null && file.isFile()) {
      endTornLine(file);
    }
    super.setFile(file);
  }

  /** A process that was killed may have left a part of a line, which must not spoil the next. */
  private static void endTornLine(File file) throws FileNotFoundException {
    try (RandomAccessFile content = new RandomAccessFile(file, "rw")) {
      long length = content.length();
      if (length == 0) {
        return;
      }
      content.seek(length - 1);
      if (content.read() != '\n') {
        content.write('\n');
      }
    } catch (FileNotFoundException e) {
      throw e;
    } catch (IOException e) {
      // whoever writes next meets the same and says so
      return;
    }
  }

  @Override
  protected void doPublish(ExtLogRecord entry) {
    queue.offer(entry);
  }

  @Override
  public void close() {
    queue.close();
    super.close();
  }
}
