package io.mesher.localstack.stack;

import io.mesher.localstack.StackException;
import io.mesher.localstack.settings.DataDirectory;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;

/**
 * Held by the one stack that may use a data directory; the system frees it when its holder dies.
 */
final class RunLock implements AutoCloseable {
  private final FileChannel channel;

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  static RunLock take(DataDirectory data) {
    try {
      var channel =
          FileChannel.open(
              data.run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        throw new StackException(
            "Mesher already runs with the data in %s; './mesher down' stops it."
                .formatted(data.root()));
      }
      return new RunLock(channel);
    } catch (IOException e) {
      throw new StackException("the lock in " + data.run() + " can't be taken: " + e, e);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // held within this very process
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StackException("the lock can't be freed: " + e.getMessage(), e);
    }
  }
}
