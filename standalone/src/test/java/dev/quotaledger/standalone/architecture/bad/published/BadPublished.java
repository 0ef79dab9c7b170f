package dev.quotaledger.standalone.architecture.bad.published;

import tools.jackson.databind.JsonNode;

/** Published events as they must not be. */
public final class BadPublished {

  private BadPublished() {}

  /** Comes from whatever a mapper makes of a class. */
  public record Mapped(JsonNode tree) {}
}
