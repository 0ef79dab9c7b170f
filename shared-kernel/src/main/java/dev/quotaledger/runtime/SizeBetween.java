package dev.quotaledger.runtime;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** A setting that is a size in bytes and has bounds; none at all is fine. */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = SizeBetween.Validator.class)
public @interface SizeBetween {

  /** The smallest size, such as {@code 1KB}. */
  String min();

  /** The largest size. */
  String max();

  /** What is wrong with any other. */
  String message() default "must be between {min} and {max}";

  /** As every constraint has them. */
  Class<?>[] groups() default {};

  /** As every constraint has it. */
  Class<? extends Payload>[] payload() default {};

  /** Compares. */
  final class Validator implements ConstraintValidator<SizeBetween, DataSize> {

    private DataSize min = DataSize.ofBytes(0);
    private DataSize max = DataSize.ofBytes(Long.MAX_VALUE);

    @Override
    public void initialize(SizeBetween bounds) {
      min = DataSize.parse(bounds.min());
      max = DataSize.parse(bounds.max());
    }

    @Override
    public boolean isValid(@Nullable DataSize size, ConstraintValidatorContext context) {
      return size == null || (size.compareTo(min) >= 0 && size.compareTo(max) <= 0);
    }
  }
}
