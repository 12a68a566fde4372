package io.mesher.api.issue;

import java.util.Optional;

/**
 * Where an issue stands, and where it can go from there. Each state offers its legal transitions
 * and no others.
 */
sealed interface IssueState {

  /** The state's name. */
  IssueStatus status();

  /** Somebody has to look. */
  record Unresolved() implements IssueState {
    @Override
    public IssueStatus status() {
      return IssueStatus.UNRESOLVED;
    }

    Resolved resolve() {
      return new Resolved();
    }

    Archived archive() {
      return new Archived();
    }

    Discarded discard() {
      return new Discarded();
    }
  }

  /** Fixed: the next event is a regression. */
  record Resolved() implements IssueState {
    @Override
    public IssueStatus status() {
      return IssueStatus.RESOLVED;
    }

    Unresolved unresolve() {
      return new Unresolved();
    }

    Archived archive() {
      return new Archived();
    }

    Discarded discard() {
      return new Discarded();
    }
  }

  /** Known and borne: comes back when it gets much worse. */
  record Archived() implements IssueState {
    @Override
    public IssueStatus status() {
      return IssueStatus.ARCHIVED;
    }

    Unresolved unresolve() {
      return new Unresolved();
    }

    Resolved resolve() {
      return new Resolved();
    }

    Discarded discard() {
      return new Discarded();
    }
  }

  /** Not wanted: further events are dropped and counted; the old ones stay. */
  record Discarded() implements IssueState {
    @Override
    public IssueStatus status() {
      return IssueStatus.DISCARDED;
    }

    Unresolved unresolve() {
      return new Unresolved();
    }
  }

  /** The state of a stored status. */
  static IssueState of(IssueStatus status) {
    return switch (status) {
      case UNRESOLVED -> new Unresolved();
      case RESOLVED -> new Resolved();
      case ARCHIVED -> new Archived();
      case DISCARDED -> new Discarded();
    };
  }

  /** Where a transition leads; empty where it changes nothing or is not possible from here. */
  default Optional<IssueState> after(Transition transition) {
    return Optional.ofNullable(
        switch (this) {
          case Unresolved from ->
              switch (transition) {
                case RESOLVE -> from.resolve();
                case ARCHIVE -> from.archive();
                case DISCARD -> from.discard();
                case UNRESOLVE -> null;
              };
          case Resolved from ->
              switch (transition) {
                case UNRESOLVE -> from.unresolve();
                case ARCHIVE -> from.archive();
                case DISCARD -> from.discard();
                case RESOLVE -> null;
              };
          case Archived from ->
              switch (transition) {
                case UNRESOLVE -> from.unresolve();
                case RESOLVE -> from.resolve();
                case DISCARD -> from.discard();
                case ARCHIVE -> null;
              };
          case Discarded from ->
              switch (transition) {
                case UNRESOLVE -> from.unresolve();
                case RESOLVE, ARCHIVE, DISCARD -> null;
              };
        });
  }
}
