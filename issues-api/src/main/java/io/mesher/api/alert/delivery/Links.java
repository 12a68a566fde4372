package io.mesher.api.alert.delivery;

import io.mesher.api.access.SiteConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Where people go on reading. */
@ApplicationScoped
class Links {
  private final String site;

  Links(SiteConfig config) {
    this.site = config.publicUrl().toString().replaceAll("/+$", "");
  }

  /** The issue, when an alert is about one; the project's alerts otherwise. */
  String of(Parcel parcel) {
    var issues = parcel.details().issues();
    return issues.size() == 1 && parcel.details().count() == 1
        ? issue(parcel, issues.getFirst().id())
        : site + "/projects/" + parcel.projectNumber() + "/alerts";
  }

  String issue(Parcel parcel, UUID issue) {
    return site + "/projects/" + parcel.projectNumber() + "/issues/" + issue;
  }
}
