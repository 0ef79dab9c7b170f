package dev.quotaledger.command.imports;

import dev.quotaledger.api.AccountId;
import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealCommand.RecordDeal;
import dev.quotaledger.api.DealCommand.RecordDealHistory;
import dev.quotaledger.api.DealEvent.DealHistoryRecorded;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DomainCommand;
import dev.quotaledger.api.HolderRole;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.LeadCommand.RecordLead;
import dev.quotaledger.api.LeadFacts;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.LeadStatus;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationCommand.CreateTeam;
import dev.quotaledger.api.OrganizationCommand.HireRep;
import dev.quotaledger.api.OrganizationCommand.RecordDeparture;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanCommand.SetQuota;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.SourceVersion;
import dev.quotaledger.api.SpendCommand.RecordSpend;
import dev.quotaledger.api.SpendFacts;
import dev.quotaledger.api.SpendId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryCommand.AssignTerritory;
import dev.quotaledger.api.TerritoryCommand.DefineTerritory;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.command.DealStages;
import dev.quotaledger.runtime.people.Person;
import dev.quotaledger.runtime.web.TextInput;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files of which every row is a step of its own. */
final class RowSteps implements Steps {

  private final ImportKind kind;
  private final SentRows rows;
  private final Reasons reasons;
  private final DealStages stages;
  private final LocalDate receivedOn;

  /**
   * Reads the rest of a file.
   *
   * @param receivedOn the day that dates what the source of a deal or a lead does not date
   */
  RowSteps(
      ImportKind kind, SentRows rows, Reasons reasons, DealStages stages, LocalDate receivedOn) {
    this.kind = kind;
    this.rows = rows;
    this.reasons = reasons;
    this.stages = stages;
    this.receivedOn = receivedOn;
  }

  @Override
  public @Nullable Step next() {
    SentRow row = rows.next();
    if (row == null) {
      return null;
    }
    try {
      return step(row.read()).of(row.sent());
    } catch (InvalidValue e) {
      return Step.unreadable(List.of(row.sent()), row.known(e));
    }
  }

  private Step step(Row row) {
    return switch (kind) {
      case TEAMS -> one(row, team(row));
      case REPS -> rep(row);
      case TERRITORIES -> one(row, territory(row));
      case ASSIGNMENTS -> one(row, assignment(row));
      case QUOTAS, QUOTA_SHEETS -> one(row, quota(row));
      case DEALS -> one(row, deal(row));
      case DEAL_HISTORY -> one(row, dealHistory(row));
      case LEADS -> one(row, lead(row));
      case SPEND -> one(row, spend(row));
      case PERIODS, SPLITS -> throw new IllegalStateException("Rows of " + kind + " are grouped");
    };
  }

  private static Step one(Row row, DomainCommand command) {
    return Step.of(List.of(row), List.of(command));
  }

  private static DomainCommand team(Row row) {
    return new CreateTeam(
        row.required("teamId", TeamId::new),
        row.required("name", text -> text),
        row.optional("parentTeamId", TeamId::new),
        DateRange.ALWAYS);
  }

  private static Step rep(Row row) {
    RepId repId = row.required("repId", RepId::new);
    String name = row.required("name", text -> new Person(text, null).name());
    LocalDate hiredOn = day(row, "hiredOn");
    LocalDate lastDay = optionalDay(row, "lastDay");
    if (lastDay != null && lastDay.isBefore(hiredOn)) {
      throw new InvalidValue("lastDay", "a day not before " + hiredOn, lastDay.toString());
    }
    DomainCommand hire = new HireRep(
        repId, row.optional("teamId", TeamId::new), row.optional("managerId", RepId::new), hiredOn);
    List<DomainCommand> commands =
        lastDay == null ? List.of(hire) : List.of(hire, new RecordDeparture(repId, lastDay, null));
    return new Step(List.of(row), commands, null, new Step.Name(repId, name));
  }

  private static DomainCommand territory(Row row) {
    return new DefineTerritory(
        row.required("territoryId", TerritoryId::new),
        row.required("name", text -> text),
        row.optional("potential", RowSteps::money));
  }

  private static Money money(String text) {
    int space = text.indexOf(' ');
    if (space < 0) {
      throw new InvalidValue("money", "an amount and a currency such as 250000 USD", text);
    }
    return new Money(
        TextInput.decimal("money", text.substring(0, space)),
        TextInput.currency("money", text.substring(space + 1)));
  }

  private static DomainCommand assignment(Row row) {
    return new AssignTerritory(
        row.required("territoryId", TerritoryId::new),
        row.required("repId", RepId::new),
        DateRange.ofDays(day(row, "from"), optionalDay(row, "until")),
        row.required("role", text -> TextInput.oneOf("role", HolderRole.class, text)));
  }

  private DomainCommand quota(Row row) {
    QuotaLineKey line = new QuotaLineKey(
        subject(row),
        row.optional("territoryId", TerritoryId::new),
        row.optional("productLine", ProductLine::new),
        row.required("periodId", PeriodId::new));
    return new SetQuota(
        row.required("planId", PlanId::new),
        line,
        row.required("amount", text -> TextInput.decimal("amount", text)),
        row.optional("reason", text -> reasons.encrypted(line.subject().toString(), text)),
        optionalDay(row, "effectiveOn"));
  }

  private static Subject subject(Row row) {
    Subject.Type type = row.required(
        "subjectType", text -> TextInput.oneOf("subjectType", Subject.Type.class, text));
    return type == Subject.Type.HOUSE && row.text("subjectId") == null
        ? Subject.house()
        : row.required("subjectId", text -> new Subject(type, text));
  }

  private DomainCommand deal(Row row) {
    DealFacts facts = new DealFacts(
        row.required("source", text -> text),
        row.optional("repId", RepId::new),
        List.of(),
        row.optional("territoryId", TerritoryId::new),
        row.optional("accountId", AccountId::new),
        row.optional("productLine", ProductLine::new),
        row.required("stage", text -> stages.stage("stage", text)),
        amount(row),
        optionalDay(row, "createdOn"),
        optionalDay(row, "expectedCloseOn"),
        optionalDay(row, "closedOn"),
        row.optional("leadId", LeadId::new));
    return new RecordDeal(
        row.required("dealId", DealId::new),
        facts,
        null,
        receivedOn,
        row.optional("sourceVersion", SourceVersion::parse),
        null);
  }

  private DomainCommand dealHistory(Row row) {
    DealId dealId = row.required("dealId", DealId::new);
    Instant changedAt = row.required("changedAt", RowSteps::moment);
    String text = String.valueOf(row.text("changedAt"));
    LocalDate day = LocalDate.ofInstant(changedAt, ZoneOffset.UTC);
    if (day.isAfter(receivedOn)) {
      throw new InvalidValue("changedAt", "a moment of the past", text);
    }
    return new RecordDealHistory(
        dealId,
        new DealHistoryRecorded(
            dealId,
            row.required("source", source -> source),
            isDay(text) ? null : changedAt,
            row.required("stage", stage -> stages.stage("stage", stage)),
            row.optional("amount", amount -> TextInput.decimal("amount", amount)),
            row.optional("currency", currency -> TextInput.currency("currency", currency)),
            optionalDay(row, "expectedCloseOn"),
            row.optional("repId", RepId::new),
            day));
  }

  /** The moment that the text names; of a day, its start in UTC. */
  private static Instant moment(String text) {
    try {
      return isDay(text)
          ? TextInput.day("changedAt", text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : TextInput.instant("changedAt", text);
    } catch (InvalidValue e) {
      throw new InvalidValue(
          "changedAt",
          "a date such as 2026-01-31, or an instant such as 2026-01-31T12:00:00Z",
          text);
    }
  }

  private static boolean isDay(String text) {
    return text.indexOf('T') < 0;
  }

  private DomainCommand lead(Row row) {
    LeadId leadId = row.required("leadId", LeadId::new);
    RepId repId = row.optional("repId", RepId::new);
    LeadFacts facts = new LeadFacts(
        row.required("source", text -> text),
        repId,
        optionalDay(row, "createdOn"),
        row.required("status", text -> TextInput.oneOf("status", LeadStatus.class, text)),
        row.optional("convertedDealId", DealId::new),
        optionalDay(row, "convertedOn"),
        optionalDay(row, "disqualifiedOn"));
    String about = repId == null ? leadId.toString() : repId.toString();
    return new RecordLead(
        leadId,
        facts,
        null,
        receivedOn,
        null,
        row.optional("reason", text -> reasons.encrypted(about, text)));
  }

  private static DomainCommand spend(Row row) {
    Money amount = new Money(
        row.required("amount", text -> TextInput.decimal("amount", text)),
        row.required("currency", text -> TextInput.currency("currency", text)));
    SpendFacts facts = new SpendFacts(
        row.required("category", text -> text),
        row.text("channel"),
        amount,
        day(row, "from"),
        day(row, "until"),
        row.optional("teamId", TeamId::new),
        row.optional("productLine", ProductLine::new));
    return new RecordSpend(row.required("spendId", SpendId::new), facts, null);
  }

  private static @Nullable Money amount(Row row) {
    BigDecimal amount = row.optional("amount", text -> TextInput.decimal("amount", text));
    Currency currency = row.optional("currency", text -> TextInput.currency("currency", text));
    if (amount == null) {
      return null;
    }
    if (currency == null) {
      throw new InvalidValue("currency", "a currency, because there is an amount", "");
    }
    return new Money(amount, currency);
  }

  private static LocalDate day(Row row, String column) {
    return row.required(column, text -> TextInput.day(column, text));
  }

  private static @Nullable LocalDate optionalDay(Row row, String column) {
    return row.optional(column, text -> TextInput.day(column, text));
  }
}
