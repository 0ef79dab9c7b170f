package dev.quotaledger.runtime.web;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for: {@code ?cursor=&limit=}. A controller takes it as a parameter.
 *
 * @param cursor what the page before gave as {@code next}, at most 4,000 characters, not checked further; null for the
 *     first page
 * @param limit the most items to answer with, 1 to {@code quotaledger.http.max-page-size}
 */
public record Paging(@Nullable String cursor, int limit) {}
