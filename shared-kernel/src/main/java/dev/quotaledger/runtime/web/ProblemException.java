package dev.quotaledger.runtime.web;

import java.io.Serial;

/** Ends a request with a problem that is no refusal of the domain, such as a read that would have to wait too long. */
public final class ProblemException extends RuntimeException {

  @Serial
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** The answer. */
  public Problem problem() {
    return problem;
  }
}
