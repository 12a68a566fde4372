package io.mesher.admission.credential;

import io.mesher.admission.credential.Known.Changed;
import io.mesher.admission.credential.Known.Gone;
import io.mesher.admission.credential.Known.Present;
import io.mesher.admission.redis.RedisLine;
import io.mesher.admission.refusal.Refusal;
import io.mesher.contracts.config.ConfigChanged;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.UniHelper;
import io.vertx.core.Future;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Who sends: a key and its project, as fresh as {@link States} says. */
@Singleton
public class Senders {
  private static final Logger LOG = Logger.getLogger(Senders.class);

  private final States<ProjectKey> keys;
  private final States<Project> projects;

  Senders(RedisLine redis, Tables tables) {
    this.keys =
        new States<>(new SharedStates<>(redis, "mesher:key:", ProjectKey.class), tables::key);
    this.projects =
        new States<>(new SharedStates<>(redis, "mesher:project:", Project.class), tables::project);
  }

  /**
   * The sender of credentials. Fails with a {@link Refusal}: unauthorized, other project, origin
   * not allowed, or unavailable when nobody can tell.
   *
   * @param ref the project that the path names, null where it names none
   * @param origin of the page that sends; null when no page does
   */
  public Future<Sender> find(
      Credentials credentials, @Nullable ProjectRef ref, @Nullable String origin) {
    if (!credentials.wellFormed()) {
      return Future.failedFuture(Refusal.unauthorized());
    }
    var known = peek(credentials.key());
    var found =
        known == null ? UniHelper.toFuture(ask(credentials.key())) : Future.succeededFuture(known);
    return ref == null && origin == null
        ? found
        : found.map(sender -> checked(sender, ref, origin));
  }

  private @Nullable Sender peek(String key) {
    if (keys.peek(key) instanceof Present<ProjectKey> known
        && projects.peek(known.value().projectId().toString())
            instanceof Present<Project> project) {
      return new Sender(known.value(), project.value());
    }
    return null;
  }

  private Uni<Sender> ask(String key) {
    return keys.get(key)
        .map(Senders::present)
        .flatMap(
            known ->
                projects
                    .get(known.projectId().toString())
                    .map(Senders::present)
                    .map(project -> new Sender(known, project)))
        .onFailure(failure -> !(failure instanceof Refusal))
        .transform(Senders::unknowable);
  }

  private static <V> V present(Known<V> known) {
    if (known instanceof Present<V> present) {
      return present.value();
    }
    throw Refusal.unauthorized();
  }

  private static Refusal unknowable(Throwable failure) {
    LOG.warnf("a key can't be looked up: %s", failure.toString());
    return Refusal.unavailable();
  }

  private static Sender checked(Sender sender, @Nullable ProjectRef ref, @Nullable String origin) {
    if (ref != null && !ref.names(sender.project())) {
      throw Refusal.otherProject();
    }
    if (origin != null && !Origins.allow(sender.project().allowedOrigins(), origin)) {
      throw Refusal.originNotAllowed();
    }
    return sender;
  }

  void heard(@Observes ConfigChanged change) {
    changed(change).subscribe().with(done -> LOG.debugf("took in %s", change.key()));
  }

  /** Takes in a change of a key or project, here and in Redis. Other changes are no concern. */
  Uni<Void> changed(ConfigChanged change) {
    var keyValue = change.keyValue();
    return switch (change.kind()) {
      case API_KEY ->
          keyValue == null ? Uni.createFrom().voidItem() : keys.changed(keyValue, state(change));
      case PROJECT -> projects.changed(change.id().toString(), state(change));
      case SESSION, TOKEN, MEMBERSHIP -> Uni.createFrom().voidItem();
    };
  }

  private static <V> Known<V> state(ConfigChanged change) {
    return change.revoked() ? new Gone<>(change.version()) : new Changed<>(change.version());
  }
}
