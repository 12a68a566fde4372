package io.mesher.localstack.report;

import io.mesher.localstack.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** The reports of surefire and failsafe in all modules of a tree. */
public final class TestReports {
  private static final List<String> DIRECTORIES = List.of("surefire-reports", "failsafe-reports");

  /** Modules may lie in a directory of others. */
  private static final int DEEPEST_MODULE = 2;

  private TestReports() {}

  /**
   * The tests that were skipped.
   *
   * @param since only reports written at this time or later count; older ones are of earlier runs
   */
  public static List<SkippedTest> skipped(Path tree, FileTime since) {
    var skipped = new ArrayList<SkippedTest>();
    try (var modules = Files.find(tree, DEEPEST_MODULE, (path, is) -> isModule(path))) {
      for (var module : modules.sorted().toList()) {
        for (var directory : DIRECTORIES) {
          for (var report : reports(module.resolve("target").resolve(directory), since)) {
            read(report, skipped);
          }
        }
      }
      return skipped;
    } catch (IOException | XMLStreamException e) {
      throw new StackException("test reports can't be read: " + e.getMessage(), e);
    }
  }

  private static boolean isModule(Path directory) {
    return Files.exists(directory.resolve("pom.xml"));
  }

  private static List<Path> reports(Path directory, FileTime since) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    var reports = new ArrayList<Path>();
    try (Stream<Path> files = Files.list(directory)) {
      for (var file : files.sorted().toList()) {
        var name = file.getFileName().toString();
        if (name.startsWith("TEST-")
            && name.endsWith(".xml")
            && Files.getLastModifiedTime(file).compareTo(since) >= 0) {
          reports.add(file);
        }
      }
    }
    return reports;
  }

  private static void read(Path report, List<SkippedTest> skipped)
      throws IOException, XMLStreamException {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    try (var in = Files.newInputStream(report)) {
      var xml = factory.createXMLStreamReader(in);
      var type = "";
      var method = "";
      while (xml.hasNext()) {
        if (xml.next() != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        if (xml.getLocalName().equals("testcase")) {
          type = attribute(xml, "classname");
          method = attribute(xml, "name");
        } else if (xml.getLocalName().equals("skipped")) {
          skipped.add(
              new SkippedTest(type.substring(type.lastIndexOf('.') + 1), method, reason(xml)));
        }
      }
    }
  }

  /** An assumption that did not hold is told by the first line of its stack trace alone. */
  private static String reason(XMLStreamReader xml) throws XMLStreamException {
    var message = attribute(xml, "message");
    if (!message.isEmpty()) {
      return message;
    }
    var thrown = xml.getElementText().lines().findFirst().orElse("");
    return thrown.substring(thrown.indexOf(": ") + 1).strip();
  }

  private static String attribute(XMLStreamReader xml, String name) {
    @Nullable String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }
}
