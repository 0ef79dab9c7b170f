package dev.quotaledger.verifier;

import dev.quotaledger.model.attainment.RecordedFacts;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.proof.Checkpoint;
import dev.quotaledger.proof.LedgerExport.Line;
import dev.quotaledger.proof.LedgerExportReader;
import dev.quotaledger.proof.NotProven;
import dev.quotaledger.published.PublishedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Computes the figures of a report anew, from nothing but the published events of an export, with the
 * folds that the program itself computes them with: evidence about numbers, and not only about bytes.
 */
final class Recompute implements Command {

  @Override
  public String name() {
    return "recompute";
  }

  @Override
  public String usage() {
    return "<export> <answer of /plans/{planId}/attainment> --key <key> [--key ...]";
  }

  @Override
  public String run(Arguments given) throws IOException {
    Arguments arguments = given.expect(this, 2, Set.of(Arguments.KEY));
    Path export = arguments.file(0);
    try (LedgerExportReader reader = new LedgerExportReader(Files.newInputStream(export))) {
      Checkpoint checkpoint = reader.header().verified(arguments.keys());
      new ExportCheck(checkpoint, List.of()).check(reader);
    }
    Report report = Report.read(Files.readAllBytes(arguments.file(1)));
    return report.compareWith(facts(export)) + ".";
  }

  private static RecordedFacts facts(Path export) throws IOException {
    RecordedFacts facts = new RecordedFacts();
    long index = 0;
    try (LedgerExportReader reader = new LedgerExportReader(Files.newInputStream(export))) {
      for (@Nullable Line line = reader.next(); line != null; line = reader.next()) {
        if (line instanceof Line.Entry entry) {
          take(entry, index, facts);
          index++;
        }
      }
    }
    return facts;
  }

  private static void take(Line.Entry entry, long index, RecordedFacts facts) {
    try {
      PublishedEvent event = PublishedEvent.read(entry.bytes());
      facts.take(new StoredEvent(
          event.event(),
          event.aggregateId(),
          event.aggregateSequence(),
          event.recordedAt(),
          event.eventId(),
          event.origin().get("actor")));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new NotProven("entry " + index + " is no event that can follow: " + e.getMessage());
    }
  }
}
