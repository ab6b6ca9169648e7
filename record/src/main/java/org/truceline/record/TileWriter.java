package org.truceline.record;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;

/** Writes files below a record's folder so that they last: every folder on their way is flushed. */
final class TileWriter {
  private final Disk disk;
  private final TileFolder files;
  private final Set<Path> folders = new LinkedHashSet<>();

  TileWriter(Disk disk, TileFolder files) {
    this.disk = disk;
    this.files = files;
  }

  /** Writes a file; its name lasts from {@link #flush} on. */
  void write(String path, byte[] bytes) throws IOException {
    Path file = files.file(path);
    disk.makeFolder(Objects.requireNonNull(file.getParent()));
    disk.writeWhole(file, bytes);
    for (Path on = file.getParent(); on != null; on = on.getParent()) {
      folders.add(on);
      if (on.equals(files.path())) {
        return;
      }
    }
  }

  /** Flushes the folders of what was written. */
  void flush() throws IOException {
    for (Path folder : folders) {
      disk.flushFolder(folder);
    }
    folders.clear();
  }
}
