package io.mesher.api.alert.delivery;

import io.mesher.api.mail.Letter;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** What mail says. */
@ApplicationScoped
class Letters {
  private final Links links;

  Letters(Links links) {
    this.links = links;
  }

  /** What the templates show. */
  record Content(
      String ruleName, String projectName, String message, List<Line> issues, String url) {}

  /** An issue and where it is. */
  record Line(UUID id, String title, String url) {}

  @CheckedTemplate(basePath = "alert")
  static class Templates {
    private Templates() {}

    static native TemplateInstance text(Content alert);

    static native TemplateInstance html(Content alert);
  }

  Uni<Letter> about(Parcel parcel, List<String> to) {
    var content =
        new Content(
            parcel.ruleName(),
            parcel.projectName(),
            parcel.message(),
            parcel.details().issues().stream()
                .map(issue -> new Line(issue.id(), issue.title(), links.issue(parcel, issue.id())))
                .toList(),
            links.of(parcel));
    return Uni.combine()
        .all()
        .unis(Templates.text(content).createUni(), Templates.html(content).createUni())
        .asTuple()
        .map(
            parts ->
                new Letter(
                    to,
                    "[" + parcel.projectName() + "] " + parcel.message(),
                    parts.getItem1(),
                    parts.getItem2()));
  }
}
