package dev.quotaledger.query.report;

import dev.quotaledger.runtime.web.ItemColumns;
import java.io.IOException;
import tools.jackson.databind.JsonNode;

/** A file to which lists are written one after another; it is complete when it is closed. */
interface ReportFile extends AutoCloseable {

  /** Begins a list, and ends the one before it. */
  void list(String name, ItemColumns columns) throws IOException;

  /** Adds an item to the list. */
  void row(JsonNode item) throws IOException;

  @Override
  void close() throws IOException;
}
