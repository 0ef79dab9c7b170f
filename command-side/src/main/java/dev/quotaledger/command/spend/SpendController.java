package dev.quotaledger.command.spend;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.SpendCommand.RecordSpend;
import dev.quotaledger.api.SpendCommand.VoidSpend;
import dev.quotaledger.api.SpendEvent;
import dev.quotaledger.api.SpendEvent.SpendRecorded;
import dev.quotaledger.api.SpendFacts;
import dev.quotaledger.api.SpendId;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.Writes;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.web.RequestContext;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes the writes of what is spent to win customers. */
@RestController
@RequestMapping("/api/v1/spend")
class SpendController {

  private final Writes writes;
  private final PersonalTexts texts;

  SpendController(Writes writes, PersonalTexts texts) {
    this.writes = writes;
    this.texts = texts;
  }

  /**
   * An amount as its source now has it. Under an id that is known, it corrects what was recorded.
   *
   * @param amount the whole of it, spread evenly over its days; negative for a refund
   * @param from the first day
   * @param until the last day, within ten years of the first
   * @param teamId null for the company
   * @param productLine null for all
   * @param reason why it is corrected
   */
  record Post(
      SpendId spendId,
      String category,
      @Nullable String channel,
      BigDecimal amount,
      Currency currency,
      LocalDate from,
      LocalDate until,
      @Nullable TeamId teamId,
      @Nullable ProductLine productLine,
      @Nullable String reason) {

    private SpendFacts facts() {
      return new SpendFacts(
          category, channel, new Money(amount, currency), from, until, teamId, productLine);
    }
  }

  /**
   * What became of the amount.
   *
   * @param recorded what was recorded: {@code SpendRecorded} or {@code SpendCorrected}
   */
  record Answer(SpendId spendId, List<String> recorded, long version, boolean changed) {}

  @PostMapping
  ResponseEntity<Answer> record(@RequestBody Post body, RequestContext request) {
    SpendId spendId = body.spendId();
    String reason = body.reason();
    PersonalText encrypted = reason == null ? null : texts.encrypt(spendId.toString(), reason);
    Decided decided = writes.send(new RecordSpend(spendId, body.facts(), encrypted), request);
    return decided.fact(SpendRecorded.class).isPresent()
        ? writes.created(decided, "/api/v1/spend/" + spendId.value(), answer(spendId, decided))
        : writes.changed(decided, answer(spendId, decided));
  }

  @DeleteMapping("/{spendId}")
  ResponseEntity<Answer> voidSpend(
      @PathVariable SpendId spendId, @RequestParam String reason, RequestContext request) {
    PersonalText encrypted = texts.encrypt(spendId.toString(), reason);
    Decided decided = writes.send(new VoidSpend(spendId, encrypted), request);
    return writes.changed(decided, answer(spendId, decided));
  }

  private static Answer answer(SpendId spendId, Decided decided) {
    List<String> recorded = decided
        .facts(SpendEvent.class)
        .map(event -> event.getClass().getSimpleName())
        .toList();
    return new Answer(spendId, recorded, decided.version(), decided.changed());
  }
}
