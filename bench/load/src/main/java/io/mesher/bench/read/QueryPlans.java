package io.mesher.bench.read;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * The plans of the statements that a call really ran, as PostgreSQL's {@code auto_explain} logs
 * them: not of statements that were copied somewhere and have changed since.
 */
final class QueryPlans {
  private static final String MARK = "issues-api|LOG:  duration: ";
  private static final Pattern NEVER = Pattern.compile("^\\s*->.*\\(never executed\\)$");
  private static final Pattern PARTITION = Pattern.compile("events_\\d{8}");

  /** Hashes of tokens and passwords, which tell a reader nothing. */
  private static final Pattern HASH = Pattern.compile("'(\\$argon2[^']*|[0-9a-f]{64})'");

  /** What a foreign key asks of every row; told once, whatever the row. */
  private static final String CHECK = "SELECT 1 FROM ONLY ";

  private final Path log;
  private final Set<String> told = new LinkedHashSet<>();
  private long position;

  QueryPlans(Path log) {
    this.log = log;
  }

  /** From the next session on, the API's statements are explained; the superuser's to decide. */
  static void switchOn(DataSource superuser) throws SQLException {
    set(
        superuser,
        "ALTER SYSTEM SET session_preload_libraries = 'auto_explain'",
        "ALTER SYSTEM SET log_line_prefix = '%a|'",
        "ALTER SYSTEM SET auto_explain.log_min_duration = 0",
        "ALTER SYSTEM SET auto_explain.log_nested_statements = on",
        "ALTER SYSTEM SET auto_explain.log_analyze = on",
        "ALTER SYSTEM SET auto_explain.log_buffers = on");
  }

  static void switchOff(DataSource superuser) throws SQLException {
    set(superuser, "ALTER SYSTEM RESET ALL");
  }

  private static void set(DataSource superuser, String... statements) throws SQLException {
    try (var connection = superuser.getConnection();
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  /** Leaves out what has been logged so far. */
  void skip() throws IOException {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      position = file.length();
    }
  }

  /** The plans logged since, each statement once in a run, without days that were not looked at. */
  List<String> since() throws IOException {
    var found = new ArrayList<String>();
    for (var entry : entries()) {
      var statement = entry.substring(0, Math.max(0, entry.indexOf("\n\n")));
      boolean check = statement.startsWith(CHECK);
      if (told.add(check ? statement.lines().findFirst().orElse("") : statement)) {
        found.add(entry);
      }
    }
    return found;
  }

  private List<String> entries() throws IOException {
    var bytes = new byte[0];
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(position);
      bytes = new byte[(int) (file.length() - position)];
      file.readFully(bytes);
      position = file.length();
    }
    var found = new ArrayList<String>();
    StringBuilder entry = null;
    for (var line : new String(bytes, StandardCharsets.UTF_8).lines().toList()) {
      if (line.startsWith(MARK)) {
        entry = new StringBuilder();
        add(found, entry);
      } else if (line.startsWith("\t") && entry != null) {
        entry.append(line.substring(1)).append('\n');
        found.set(found.size() - 1, entry.toString());
      } else {
        entry = null;
      }
    }
    return found.stream().filter(text -> !text.isBlank()).map(QueryPlans::readable).toList();
  }

  private static void add(List<String> found, StringBuilder entry) {
    found.add(entry.toString());
  }

  /** Statement, empty line, plan; days that were not looked at are counted. */
  private static String readable(String logged) {
    var sql = new StringBuilder();
    var plan = new StringBuilder();
    boolean inPlan = false;
    int skipped = 0;
    int skippedDepth = -1;
    for (var line : logged.lines().toList()) {
      if (!inPlan && line.contains("  (cost=")) {
        inPlan = true;
      }
      if (!inPlan) {
        sql.append(line.replaceFirst("^Query Text: ", "").stripTrailing()).append('\n');
        continue;
      }
      int depth = line.length() - line.stripLeading().length();
      if (skippedDepth >= 0 && depth > skippedDepth) {
        continue;
      }
      skippedDepth = -1;
      if (NEVER.matcher(line).matches() && PARTITION.matcher(line).find()) {
        skipped++;
        skippedDepth = depth;
        continue;
      }
      plan.append(line.stripTrailing()).append('\n');
    }
    if (skipped > 0) {
      plan.append("(").append(skipped).append(" days more, never executed)\n");
    }
    var text = sql.toString().strip() + "\n\n" + plan.toString().stripTrailing();
    return HASH.matcher(text).replaceAll("'…'");
  }
}
