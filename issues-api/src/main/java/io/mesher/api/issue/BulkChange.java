package io.mesher.api.issue;

import io.mesher.api.access.ProjectAccess;
import io.mesher.api.problem.BadRequestException;
import io.mesher.api.web.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The same change to many issues at once. */
@ApplicationScoped
public class BulkChange {
  /** Of one transaction: its locks hold up the writer. */
  static final int MOST = 1000;

  private final IssueLife life;
  private final IssueReader issues;

  BulkChange(IssueLife life, IssueReader issues) {
    this.life = life;
    this.issues = issues;
  }

  /**
   * What to do to which issues.
   *
   * @param action resolve, archive, unresolve, discard, delete or assign
   * @param ids the issues, or else
   * @param query those that a list with this filter shows
   * @param userId with assign: whose they become
   */
  public record Request(
      @NotNull String action,
      @Size(min = 1, max = MOST) @Nullable List<String> ids,
      @Nullable IssueFilter query,
      @Nullable String userId) {}

  /**
   * What came of it.
   *
   * @param more whether the query finds more that the action would change: call again
   */
  public record Outcome(String status, int affected, boolean more) {}

  /** What can be done to many. */
  enum Action {
    RESOLVE,
    ARCHIVE,
    UNRESOLVE,
    DISCARD,
    DELETE,
    ASSIGN;

    static Action of(Request request) {
      if ((request.ids() == null) == (request.query() == null)) {
        throw BadRequestException.field("ids", "or query must be given, not both");
      }
      return Arrays.stream(values())
          .filter(action -> action.name().toLowerCase(Locale.ROOT).equals(request.action()))
          .findFirst()
          .orElseThrow(
              () ->
                  BadRequestException.field(
                      "action", "must be resolve, archive, unresolve, discard, delete or assign"));
    }
  }

  Uni<Outcome> apply(ProjectAccess project, Request request, Action action, @Nullable UUID actor) {
    var change = change(action, request.userId());
    return selected(project, request, change, actor)
        .chain(
            found -> {
              boolean more = found.size() > MOST;
              var ids = more ? found.subList(0, MOST) : found;
              return apply(project, ids, change, actor)
                  .map(affected -> new Outcome("ok", affected, more));
            });
  }

  private Uni<List<UUID>> selected(
      ProjectAccess project, Request request, IssueChange change, @Nullable UUID actor) {
    if (request.ids() != null) {
      return Uni.createFrom()
          .item(request.ids().stream().map(id -> Ids.uuid("issue", id)).distinct().toList());
    }
    var filter = request.query();
    if (filter == null) {
      throw BadRequestException.field("query", "is missing");
    }
    return issues.ids(project.id(), filter, change, actor, MOST + 1);
  }

  private static IssueChange change(Action action, @Nullable String userId) {
    return switch (action) {
      case RESOLVE -> new IssueChange.Move(Transition.RESOLVE);
      case ARCHIVE -> new IssueChange.Move(Transition.ARCHIVE);
      case UNRESOLVE -> new IssueChange.Move(Transition.UNRESOLVE);
      case DISCARD -> new IssueChange.Move(Transition.DISCARD);
      case DELETE -> new IssueChange.Deletion();
      case ASSIGN -> new IssueChange.Assignment(IssueLifeResource.assignee(userId));
    };
  }

  private Uni<Integer> apply(
      ProjectAccess project, List<UUID> ids, IssueChange change, @Nullable UUID actor) {
    return switch (change) {
      case IssueChange.Move move -> life.move(project, ids, move.transition(), actor);
      case IssueChange.Deletion deletion -> life.delete(project, ids, actor);
      case IssueChange.Assignment assignment ->
          life.assign(project, ids, assignment.assignee(), actor);
    };
  }
}
