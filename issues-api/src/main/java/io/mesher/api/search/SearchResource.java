package io.mesher.api.search;

import io.mesher.api.access.Role;
import io.mesher.api.access.Tenancy;
import io.mesher.api.problem.BadRequestException;
import io.mesher.api.web.PageRequest;
import io.mesher.api.web.TimeRange;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Search among a project's events; of the last 24 h unless a range is given. */
@Path("/api/v1")
@Tag(name = "Events")
public class SearchResource {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_QUERY = 500;

  private final EventSearch search;
  private final Tenancy tenancy;

  SearchResource(EventSearch search, Tenancy tenancy) {
    this.search = search;
    this.tenancy = tenancy;
  }

  @GET
  @Path("/projects/{project}/events/search")
  @Operation(summary = "The newest events whose title, culprit or message has the words")
  public Uni<List<FoundEvent>> byWords(
      String project,
      @RestQuery @Parameter(description = "Words, \"phrases\", or, and -without")
          @Nullable String q,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to,
      @RestQuery @Nullable String limit) {
    return tenancy
        .project(project, Role.MEMBER)
        .chain(
            access ->
                search.byWords(
                    access.id(),
                    given("missing search query", q),
                    TimeRange.orLastDay(from, to),
                    PageRequest.limit(limit, DEFAULT_LIMIT)));
  }

  @GET
  @Path("/projects/{project}/events/tags")
  @Operation(summary = "The newest events that have a tag")
  public Uni<List<TaggedEvent>> byTag(
      String project,
      @RestQuery @Nullable String key,
      @RestQuery @Nullable String value,
      @RestQuery @Nullable String from,
      @RestQuery @Nullable String to,
      @RestQuery @Nullable String limit) {
    return tenancy
        .project(project, Role.MEMBER)
        .chain(
            access ->
                search.byTag(
                    access.id(),
                    given("missing key or value parameter", key),
                    given("missing key or value parameter", value),
                    TimeRange.orLastDay(from, to),
                    PageRequest.limit(limit, DEFAULT_LIMIT)));
  }

  private static String given(String otherwise, @Nullable String text) {
    if (text == null || text.isBlank()) {
      throw new BadRequestException(otherwise);
    }
    if (text.length() > MAX_QUERY) {
      throw new BadRequestException("search query longer than " + MAX_QUERY + " characters");
    }
    return text;
  }
}
