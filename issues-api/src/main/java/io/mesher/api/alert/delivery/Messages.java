package io.mesher.api.alert.delivery;

import io.mesher.api.alert.rule.RuleJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What webhooks are sent. */
@ApplicationScoped
class Messages {
  private static final String FIRED = "alert.fired";
  private static final String TEST = "alert.test";

  private final Links links;

  Messages(Links links) {
    this.links = links;
  }

  /** The body of a webhook, described in docs/webhooks.md. */
  record Webhook(String type, Instant timestamp, Data data) {
    record Data(
        UUID alertId,
        UUID ruleId,
        String ruleName,
        UUID projectId,
        String projectName,
        String message,
        Map<String, Object> condition,
        long count,
        List<Issue> issues,
        String url) {}

    record Issue(UUID id, String title, String url) {}
  }

  String webhook(Parcel parcel) {
    return RuleJson.write(
        new Webhook(
            parcel.isTest() ? TEST : FIRED,
            parcel.triggeredAt(),
            new Webhook.Data(
                parcel.alertId(),
                parcel.ruleId(),
                parcel.ruleName(),
                parcel.projectId(),
                parcel.projectName(),
                parcel.message(),
                parcel.condition(),
                parcel.details().count(),
                parcel.details().issues().stream()
                    .map(
                        issue ->
                            new Webhook.Issue(
                                issue.id(), issue.title(), links.issue(parcel, issue.id())))
                    .toList(),
                links.of(parcel))));
  }

  /** The body of an incoming webhook of Slack, Mattermost and others. */
  String slack(Parcel parcel) {
    return RuleJson.write(
        Map.of(
            "text",
            "*%s* · %s\n%s\n<%s|Open in Mesher>"
                .formatted(
                    escaped(parcel.ruleName()),
                    escaped(parcel.projectName()),
                    escaped(parcel.message()),
                    links.of(parcel))));
  }

  /** Slack's three control characters; without them nobody mentions a channel by a title. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
