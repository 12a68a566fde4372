package io.mesher.api.alert.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mesher.api.access.Needs;
import io.mesher.api.access.Role;
import io.mesher.api.access.Scope;
import io.mesher.api.access.Tenancy;
import io.mesher.api.alert.address.TargetUrls;
import io.mesher.api.problem.BadRequestException;
import io.mesher.api.web.Affected;
import io.mesher.api.web.Ids;
import io.mesher.api.web.Names;
import io.mesher.api.web.Visible;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Alert rules. */
@Path("/api/v1")
@Tag(name = "Alerts")
public class AlertRuleResource {
  private static final int DEFAULT_COOLDOWN = 60;
  private static final int MAX_COOLDOWN = 43_200;
  private static final int FIRST_SECRET = 1;

  private final AlertRules rules;
  private final Recipients recipients;
  private final TargetUrls urls;
  private final SigningSecret secrets;
  private final Tenancy tenancy;

  AlertRuleResource(
      AlertRules rules,
      Recipients recipients,
      TargetUrls urls,
      SigningSecret secrets,
      Tenancy tenancy) {
    this.rules = rules;
    this.recipients = recipients;
    this.urls = urls;
    this.secrets = secrets;
    this.tenancy = tenancy;
  }

  /**
   * A new rule.
   *
   * @param action on the live stream when absent
   * @param cooldownMinutes how long it is silent after it fired, 0 to 43,200; 60 when absent
   */
  public record NewRule(
      @NotNull @Visible @Size(max = Names.LONGEST) @Nullable String name,
      @NotNull @Nullable ConditionWish condition,
      @Nullable ActionWish action,
      @Min(0) @Max(MAX_COOLDOWN) @Nullable Integer cooldownMinutes) {}

  /** What is to change; absent members stay as they are. */
  public record RuleChange(
      @Visible @Size(max = Names.LONGEST) @Nullable String name,
      @Nullable ConditionWish condition,
      @Nullable ActionWish action,
      @Min(0) @Max(MAX_COOLDOWN) @Nullable Integer cooldownMinutes) {}

  /**
   * A new rule.
   *
   * @param secret of a webhook: what checks its signatures; shown this once
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record MadeRule(UUID id, @Nullable String secret) {}

  /** Whether it shall work. */
  public record Toggle(@NotNull @Nullable Boolean enabled) {}

  /** A webhook's new secret, shown this once; the one before signs nothing any more. */
  public record NewSecret(String secret) {}

  @GET
  @Path("/projects/{project}/alert-rules")
  @Operation(summary = "A project's alert rules")
  public Uni<List<RuleView>> list(String project) {
    return tenancy.project(project, Role.MEMBER).chain(access -> rules.of(access.id()));
  }

  @POST
  @Path("/projects/{project}/alert-rules")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Scope.ADMIN)
  @ResponseStatus(201)
  @Operation(summary = "Make an alert rule; a webhook's signing secret is shown this once")
  public Uni<MadeRule> create(String project, @NotNull @Valid NewRule request) {
    var name = given("name", request.name()).strip();
    int cooldown = request.cooldownMinutes() == null ? DEFAULT_COOLDOWN : request.cooldownMinutes();
    return tenancy
        .project(project, Role.ADMIN)
        .chain(
            access -> {
              var condition = given("condition", request.condition()).checked();
              var action = action(request.action(), null);
              return recipients
                  .check(access.id(), action)
                  .chain(() -> rules.create(access.id(), name, condition, action, cooldown))
                  .map(id -> new MadeRule(id, secret(id, action)));
            });
  }

  @PATCH
  @Path("/alert-rules/{rule}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Scope.ADMIN)
  @Operation(summary = "Change an alert rule")
  public Uni<Affected> change(String rule, @NotNull @Valid RuleChange request) {
    return managed(rule)
        .chain(id -> rules.change(id, present -> next(present, request)))
        .map(Affected::of);
  }

  private Uni<AlertRules.Next> next(Rule present, RuleChange request) {
    var wish = request.condition();
    var action =
        request.action() == null ? present.action() : action(request.action(), present.action());
    var next =
        new AlertRules.Next(
            request.name() == null ? present.name() : request.name().strip(),
            wish == null ? present.condition() : wish.checked(),
            action,
            request.cooldownMinutes() == null
                ? present.cooldownMinutes()
                : request.cooldownMinutes());
    return recipients.check(present.projectId(), action).replaceWith(next);
  }

  @POST
  @Path("/alert-rules/{rule}/toggle")
  @Consumes(MediaType.APPLICATION_JSON)
  @Needs(Scope.ADMIN)
  @Operation(summary = "Switch an alert rule on or off; on tries a disabled target again")
  public Uni<Affected> toggle(String rule, @NotNull @Valid Toggle request) {
    boolean enabled = given("enabled", request.enabled());
    return managed(rule).chain(id -> rules.toggle(id, enabled)).replaceWith(Affected.of(1));
  }

  @POST
  @Path("/alert-rules/{rule}/delete")
  @Needs(Scope.ADMIN)
  @Operation(summary = "Delete an alert rule and its alerts")
  public Uni<Affected> delete(String rule) {
    return managed(rule).chain(rules::delete).map(Affected::of);
  }

  @POST
  @Path("/alert-rules/{rule}/rotate-secret")
  @Needs(Scope.ADMIN)
  @Operation(summary = "Replace a webhook's signing secret; it is shown this once")
  public Uni<NewSecret> rotateSecret(String rule) {
    return managed(rule)
        .chain(
            id -> rules.rotateSecret(id).map(version -> new NewSecret(secrets.text(id, version))));
  }

  private Uni<UUID> managed(String rule) {
    var id = Ids.uuid("alert rule", rule);
    return tenancy.projectOfAlertRule(id, Role.ADMIN).replaceWith(id);
  }

  private Action action(@Nullable ActionWish wish, @Nullable Action present) {
    return wish == null ? Action.ON_THE_STREAM : wish.checked(urls, present);
  }

  private @Nullable String secret(UUID rule, Action action) {
    return action.type() == ActionType.WEBHOOK ? secrets.text(rule, FIRST_SECRET) : null;
  }

  /** What validation has seen already. */
  private static <T> T given(String field, @Nullable T value) {
    if (value == null) {
      throw BadRequestException.field(field, "must not be null");
    }
    return value;
  }
}
