package dev.quotaledger.runtime.web;

import java.util.Set;

/**
 * Which fields the JSON object in a request's body has, those that are null included. A controller takes it as a
 * parameter, beside the body itself, to tell what is null from what is not there.
 *
 * @param names the names of the outermost object
 */
public record GivenFields(Set<String> names) {

  /** Copies the names. */
  public GivenFields {
    names = Set.copyOf(names);
  }
}
