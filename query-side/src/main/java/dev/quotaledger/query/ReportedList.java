package dev.quotaledger.query;

import dev.quotaledger.runtime.web.Paging;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list that period reports contain; their order is that of the beans. */
public interface ReportedList {

  /** What it is called in the report: lower case letters and hyphens, 31 at most. */
  String name();

  /** What its items are: records with a {@code subject} that has a type and a bare id. */
  Class<? extends Record> itemType();

  /** A page of it. */
  Part part(ReportScope scope, Paging paging);

  /**
   * A page of a list.
   *
   * @param next the cursor from behind which the next page goes on; null on the last one
   */
  record Part(List<? extends Record> items, @Nullable String next) {}
}
