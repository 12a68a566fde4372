package io.mesher.localstack.preflight;

import com.sun.management.OperatingSystemMXBean;
import io.mesher.localstack.StackException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this machine, or the container we run in, has left.
 *
 * @param memoryBytes for new processes, without swapping
 * @param diskBytes where the data goes
 */
public record Machine(long memoryBytes, long diskBytes) {
  private static final Path MEMINFO = Path.of("/proc/meminfo");

  /** Looks at the machine. */
  public static Machine now(Path data) {
    try {
      return new Machine(availableMemory(), Files.getFileStore(data).getUsableSpace());
    } catch (IOException e) {
      throw new StackException("free space of " + data + " can't be read: " + e.getMessage(), e);
    }
  }

  private static long availableMemory() throws IOException {
    // Free memory of the JDK's bean knows containers; it counts caches as used, which Linux tells
    // better.
    var bean = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    if (Files.isReadable(MEMINFO)) {
      for (var line : Files.readAllLines(MEMINFO)) {
        if (line.startsWith("MemAvailable:")) {
          long available = Long.parseLong(line.replaceAll("\\D", "")) * 1024;
          return Math.min(available, bean.getTotalMemorySize());
        }
      }
    }
    return bean.getTotalMemorySize(); // what is free is not known: at least the whole must suffice
  }
}
