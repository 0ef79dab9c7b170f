package dev.quotaledger.command.imports;

import dev.quotaledger.api.DealCommand.SplitCredit;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Share;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Files of shares. The rows of one deal that follow each other are one split of its credit, taken or
 * rejected as a whole; its reason is the first that one of them gives.
 */
final class SplitSteps implements Steps {

  private static final String DEAL = "dealId";

  /** One more than a deal can have, so that too many are refused and yet do not fill the memory. */
  private static final int MOST_ROWS = DealFacts.MAX_SHARES + 1;

  private final CsvFile file;
  private final Reasons reasons;
  private final LocalDate receivedOn;
  private @Nullable Row ahead;

  SplitSteps(CsvFile file, Reasons reasons, LocalDate receivedOn) {
    this.file = file;
    this.reasons = reasons;
    this.receivedOn = receivedOn;
    this.ahead = file.nextOrNull();
  }

  @Override
  public @Nullable Step next() {
    Row first = ahead;
    if (first == null) {
      return null;
    }
    List<Row> rows = new ArrayList<>(List.of(first));
    Row row = file.nextOrNull();
    while (row != null && rows.size() < MOST_ROWS && isOfOneDeal(first, row)) {
      rows.add(row);
      row = file.nextOrNull();
    }
    ahead = row;
    try {
      return Step.of(rows, List.of(split(rows)));
    } catch (InvalidValue e) {
      return Step.unreadable(rows, e);
    }
  }

  /** Rows of another width may have anything in that column, and so stand alone. */
  private static boolean isOfOneDeal(Row first, Row row) {
    return first.isComplete()
        && row.isComplete()
        && Objects.equals(first.text(DEAL), row.text(DEAL));
  }

  private SplitCredit split(List<Row> rows) {
    rows.forEach(Row::checkWidth);
    DealId dealId = rows.getFirst().required(DEAL, DealId::new);
    List<Share> shares = rows.stream().map(SplitSteps::share).toList();
    return new SplitCredit(
        dealId, shares, receivedOn, reason(rows, shares.getFirst().repId()));
  }

  private static Share share(Row row) {
    RepId repId = row.required("repId", RepId::new);
    return row.required("percent", text -> Share.of(repId, text));
  }

  private @Nullable PersonalText reason(List<Row> rows, RepId about) {
    return rows.stream()
        .filter(row -> row.text("reason") != null)
        .findFirst()
        .map(row -> row.required("reason", text -> reasons.encrypted(about.toString(), text)))
        .orElse(null);
  }
}
