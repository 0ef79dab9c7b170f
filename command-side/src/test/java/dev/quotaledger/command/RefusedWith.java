package dev.quotaledger.command;

import static org.hamcrest.Matchers.equalTo;

import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.Refused;
import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;

/** Matches the exception that carries a refusal, by the refusal's type and fields. */
public final class RefusedWith {

  private RefusedWith() {}

  /** Matches the exception of exactly this refusal. */
  public static Matcher<Refused> refusedWith(Refusal expected) {
    return new FeatureMatcher<>(equalTo(expected), "a refusal", "refusal") {
      @Override
      protected Refusal featureValueOf(Refused refused) {
        return refused.refusal();
      }
    };
  }
}
