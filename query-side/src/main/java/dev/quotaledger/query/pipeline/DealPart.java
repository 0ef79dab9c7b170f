package dev.quotaledger.query.pipeline;

import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.model.attainment.Belonging;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What forecasts learn from of the part of a deal that belongs to one rep, territory or nobody. It is
 * the same whether it comes as a row or from columns. Days are those since 1970.
 */
public interface DealPart {

  DealId dealId();

  /** Whether parts of the deal belong to others as well. */
  boolean shared();

  /** Whether it is neither won nor lost. */
  boolean isOpen();

  /** Whether it is won. */
  boolean isWon();

  /** The currency of its amount; null when it has none. */
  @Nullable
  Currency currency();

  /** Its amount in ten-thousandths; 0 when it has none. Up to 2^53 of them are exact. */
  double units();

  /** The day on which it was created, or from which it is known to be open. */
  int begunDay();

  /** The day on which it was won or lost; only of one that was. */
  int closedDay();

  /** The stages that it went through, the present one last. */
  List<Entered> path();

  /** To whom it belongs: by the day on which it closed, or that day while it is open. */
  Belonging belonging(LocalDate day);

  /** A stage, and the day on which the deal entered it. */
  record Entered(DealStage stage, int day) {}
}
