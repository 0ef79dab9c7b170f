package dev.quotaledger.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** A test that is skipped unless an Axon Server is named; what it holds already does no harm. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfEnvironmentVariable(
    named = OnARealAxonServer.SERVER,
    matches = ".+",
    disabledReason = "needs " + OnARealAxonServer.SERVER + "=host:port of an Axon Server")
public @interface OnARealAxonServer {

  /** The environment variable that names it. */
  String SERVER = "QUOTALEDGER_TEST_AXONSERVER";
}
