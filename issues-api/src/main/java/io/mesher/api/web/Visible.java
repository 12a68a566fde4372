package io.mesher.api.web;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * A name that people see. {@code NotBlank} lets blanks pass that do not break and characters
 * without a width, and wants a name where it may be absent; null is left to {@code NotNull} here.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
@Constraint(validatedBy = Visible.Check.class)
public @interface Visible {
  /** What is said of one that is not. */
  String message() default "must not be blank";

  /** As every constraint has them. */
  Class<?>[] groups() default {};

  /** As every constraint has it. */
  Class<? extends Payload>[] payload() default {};

  /** Looks for a character that can be seen. */
  final class Check implements ConstraintValidator<Visible, String> {
    @Override
    public boolean isValid(@Nullable String name, ConstraintValidatorContext context) {
      return name == null || Names.isVisible(name);
    }
  }
}
