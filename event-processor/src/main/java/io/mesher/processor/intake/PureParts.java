package io.mesher.processor.intake;

import io.mesher.processor.grouping.Grouper;
import io.mesher.processor.processing.EventProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Hands the framework what knows no framework. */
@ApplicationScoped
class PureParts {

  @Produces
  @Singleton
  EventProcessor eventProcessor() {
    return new EventProcessor(new Grouper());
  }
}
