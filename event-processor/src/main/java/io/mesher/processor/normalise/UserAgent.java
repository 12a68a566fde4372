package io.mesher.processor.normalise;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The browser with its major version and the operating system, of the few that make up nearly all
 * traffic; browsers' SDKs send no other trace of them.
 */
record UserAgent(@Nullable String browser, @Nullable String os) {
  private static final UserAgent UNKNOWN = new UserAgent(null, null);
  private static final int MAX_LENGTH = 500;

  /** In this order: most browsers also name those they descend from. */
  private static final Map<String, Pattern> BROWSERS = new LinkedHashMap<>();

  private static final Map<String, Pattern> SYSTEMS = new LinkedHashMap<>();

  static {
    BROWSERS.put("Edge", Pattern.compile("Edg(?:A|iOS|e)?/(\\d{1,4})"));
    BROWSERS.put("Opera", Pattern.compile("OPR/(\\d{1,4})"));
    BROWSERS.put("Samsung Internet", Pattern.compile("SamsungBrowser/(\\d{1,4})"));
    BROWSERS.put("Firefox", Pattern.compile("(?:Firefox|FxiOS)/(\\d{1,4})"));
    BROWSERS.put("Chrome", Pattern.compile("(?:Chrome|CriOS)/(\\d{1,4})"));
    BROWSERS.put(
        "Safari", Pattern.compile("Version/(\\d{1,4})[^ ]{0,20} (?:Mobile/\\w{1,20} )?Safari/"));
    SYSTEMS.put("Windows", Pattern.compile("Windows NT"));
    SYSTEMS.put("Android", Pattern.compile("Android"));
    SYSTEMS.put("iOS", Pattern.compile("iPhone|iPad|iPod"));
    SYSTEMS.put("macOS", Pattern.compile("Mac OS X"));
    SYSTEMS.put("Chrome OS", Pattern.compile("CrOS"));
    SYSTEMS.put("Linux", Pattern.compile("Linux"));
  }

  static UserAgent of(@Nullable String header) {
    if (header == null || !header.startsWith("Mozilla/")) {
      return UNKNOWN;
    }
    var agent = header.length() <= MAX_LENGTH ? header : header.substring(0, MAX_LENGTH);
    return new UserAgent(browser(agent), system(agent));
  }

  private static @Nullable String browser(String agent) {
    for (var browser : BROWSERS.entrySet()) {
      var version = browser.getValue().matcher(agent);
      if (version.find()) {
        return browser.getKey() + " " + version.group(1);
      }
    }
    return null;
  }

  private static @Nullable String system(String agent) {
    for (var system : SYSTEMS.entrySet()) {
      if (system.getValue().matcher(agent).find()) {
        return system.getKey();
      }
    }
    return null;
  }
}
