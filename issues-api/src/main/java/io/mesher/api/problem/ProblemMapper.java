package io.mesher.api.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.mesher.api.problem.Problem.FieldError;
import io.quarkus.hibernate.validator.runtime.jaxrs.ResteasyReactiveViolationException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Turns whatever stopped a request into problem+json; nothing of our inside is ever told. */
public final class ProblemMapper {
  private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

  @ServerExceptionMapper
  public Response map(ProblemException exception) {
    return answer(exception.problem(), exception.headers());
  }

  @ServerExceptionMapper
  public Response map(ResteasyReactiveViolationException exception) {
    List<FieldError> errors =
        exception.getConstraintViolations().stream()
            .map(ProblemMapper::fieldError)
            .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message))
            .toList();
    var first = errors.getFirst();
    return map(new BadRequestException(first.field() + " " + first.message(), errors));
  }

  /** Bodies that are no JSON, or JSON of another shape. */
  @ServerExceptionMapper({MismatchedInputException.class, JacksonException.class})
  public Response map(JacksonException exception) {
    return map(badJson(exception));
  }

  /** What the framework decided: unknown paths, methods and media types, oversized bodies. */
  @ServerExceptionMapper
  public Response map(WebApplicationException exception) {
    if (exception.getCause() instanceof JacksonException json) {
      return map(json);
    }
    int status = exception.getResponse().getStatus();
    if (status >= Status.INTERNAL_SERVER_ERROR.getStatusCode()) {
      return map((Throwable) exception);
    }
    String title = title(status);
    return answer(
        Problem.of(status, title, title.toLowerCase(Locale.ROOT)), allowHeader(exception));
  }

  /** What the database could not do; the rest is our own fault: logged whole, told in two words. */
  @ServerExceptionMapper
  public Response map(Throwable exception) {
    var known = DatabaseFault.of(exception);
    if (known.isPresent()) {
      LOG.debug("the database could not serve a request", exception);
      return map(known.get());
    }
    LOG.error("a request failed", exception);
    return answer(Problem.of(500, title(500), "internal error"), Map.of());
  }

  private static BadRequestException badJson(JacksonException exception) {
    var location = exception.getLocation();
    String where =
        location == null
            ? null
            : "line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    if (exception instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      return BadRequestException.field(fieldOf(mapping), "is not of the type expected");
    }
    return new BadRequestException("invalid json", where);
  }

  private static String fieldOf(JsonMappingException mapping) {
    return mapping.getPath().stream()
        .map(part -> part.getFieldName() == null ? "" + part.getIndex() : part.getFieldName())
        .collect(Collectors.joining("."));
  }

  /** {@code register.request.displayName} is what the client calls {@code display_name}. */
  private static FieldError fieldError(ConstraintViolation<?> violation) {
    List<Path.Node> nodes =
        StreamSupport.stream(violation.getPropertyPath().spliterator(), false).toList();
    String path =
        nodes.stream()
            .filter(node -> node.getKind() == ElementKind.PROPERTY)
            .map(Path.Node::getName)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("."));
    String name = path.isEmpty() ? nodes.getLast().getName() : path;
    return new FieldError(
        SnakeCaseStrategy.INSTANCE.translate(name == null ? "body" : name), violation.getMessage());
  }

  private static Map<String, String> allowHeader(WebApplicationException exception) {
    String allow = exception.getResponse().getHeaderString("Allow");
    return allow == null ? Map.of() : Map.of("Allow", allow);
  }

  private static String title(int status) {
    @Nullable Status known = Status.fromStatusCode(status);
    return known == null ? "Error" : known.getReasonPhrase();
  }

  private static Response answer(Problem problem, Map<String, String> headers) {
    var response = Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    headers.forEach(response::header);
    return response.build();
  }
}
