package dev.quotaledger.command.imports;

import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.InvalidValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rows of an export of another system, read as deals by a profile. */
final class ExportedDeals implements SentRows {

  /** The stage of one of several pipelines: {@code Closed Won (Sales Pipeline)}. */
  private static final Pattern OF_A_PIPELINE = Pattern.compile("(.+) \\([^()]*\\)");

  private static final List<String> COLUMNS = List.of(
      "dealId",
      "source",
      "repId",
      "territoryId",
      "accountId",
      "productLine",
      "stage",
      "amount",
      "currency",
      "createdOn",
      "expectedCloseOn",
      "closedOn",
      "leadId",
      "sourceVersion");

  private final CsvFile file;
  private final ImportProfile profile;
  private final ExportedTime times;
  private final Map<String, String> stages = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, String> owners = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** Reads the rest of a file. */
  ExportedDeals(CsvFile file, ImportProfile profile) {
    this.file = file;
    this.profile = profile;
    this.times = ExportedTime.of(profile);
    stages.putAll(profile.stages());
    owners.putAll(profile.owners());
  }

  /** Why a file of these columns is not such an export; empty when it is. */
  static Optional<String> mismatch(ImportProfiles.Used used, List<String> columns) {
    List<String> missing = List.of("dealId", "stage").stream()
        .map(ours -> String.valueOf(used.profile().columns().get(ours)))
        .filter(theirs -> columns.stream().filter(each -> isOf(each, theirs)).count() != 1)
        .toList();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("This is not a file for the profile %s: expected one column %s."
            .formatted(used.name(), String.join(", and one ", missing)));
  }

  @Override
  public @Nullable SentRow next() {
    Row row = file.nextOrNull();
    return row == null ? null : new SentRow(row, this::canonical, this::columnOf);
  }

  private String columnOf(String ours) {
    boolean isClosing = ours.equals("closedOn") || ours.equals("expectedCloseOn");
    String theirs = isClosing ? profile.closeDate() : profile.columns().get(ours);
    return theirs == null ? ours : inHeader(theirs);
  }

  /** The column as this file writes it. */
  private String inHeader(String theirs) {
    return file.columns().stream()
        .filter(column -> isOf(column, theirs))
        .findFirst()
        .orElse(theirs);
  }

  private Row canonical(Row sent) {
    String isDeleted = profile.isDeleted();
    if (isDeleted != null && isTrue(sent, isDeleted)) {
      throw new InvalidValue(
          inHeader(isDeleted), "false, since a deleted deal is not imported but voided", "true");
    }
    String stage = stage(sent);
    boolean closed = isClosed(stage);
    List<String> cells = new ArrayList<>();
    for (String column : COLUMNS) {
      String cell = switch (column) {
        case "source" -> profile.source();
        case "stage" -> stage;
        case "dealId" -> dealId(sent);
        case "repId" -> owner(sent);
        case "accountId" -> first(text(sent, column));
        case "currency" -> currency(sent);
        case "createdOn" -> day(sent, profile.columns().get(column));
        case "expectedCloseOn" -> closed ? null : day(sent, profile.closeDate());
        case "closedOn" -> closed ? day(sent, profile.closeDate()) : null;
        case "sourceVersion" -> version(sent);
        default -> text(sent, column);
      };
      cells.add(Objects.requireNonNullElse(cell, ""));
    }
    return new Row(sent.line(), COLUMNS, cells);
  }

  private @Nullable String dealId(Row sent) {
    String id = text(sent, "dealId");
    return id == null ? null : Objects.requireNonNullElse(profile.idPrefix(), "") + id;
  }

  private @Nullable String currency(Row sent) {
    String currency = text(sent, "currency");
    return currency == null ? profile.currency() : currency;
  }

  private @Nullable String owner(Row sent) {
    String owner = text(sent, "repId");
    return owner == null ? null : owners.getOrDefault(owner, owner);
  }

  /** Where a stage says less than the two columns, they stand. */
  private @Nullable String stage(Row sent) {
    String named = text(sent, "stage");
    String ours = named == null ? null : stages.getOrDefault(named, withoutPipeline(named));
    if (isTrue(sent, profile.isWon())) {
      return DealStage.WON.name();
    }
    return isTrue(sent, profile.isClosed()) && !isClosed(ours) ? DealStage.LOST.name() : ours;
  }

  private String withoutPipeline(String stage) {
    Matcher parts = OF_A_PIPELINE.matcher(stage);
    return parts.matches() ? stages.getOrDefault(parts.group(1), stage) : stage;
  }

  private static boolean isClosed(@Nullable String stage) {
    return DealStage.WON.name().equals(stage) || DealStage.LOST.name().equals(stage);
  }

  /** An integer is a version as it is; anything else is a moment. */
  private @Nullable String version(Row sent) {
    String text = text(sent, "sourceVersion");
    return text == null || text.matches("-?\\d{1,19}")
        ? text
        : times.moment(columnOf("sourceVersion"), text).toString();
  }

  private @Nullable String day(Row sent, @Nullable String column) {
    String text = cell(sent, column);
    return text == null || column == null
        ? null
        : times.day(inHeader(column), text).toString();
  }

  /** Of several that a cell lists. */
  private static @Nullable String first(@Nullable String text) {
    return text == null ? null : text.split(";", 2)[0].strip();
  }

  private static boolean isTrue(Row sent, @Nullable String column) {
    String text = cell(sent, column);
    return text != null && List.of("true", "1", "yes").contains(text.toLowerCase(Locale.ROOT));
  }

  private @Nullable String text(Row sent, String ours) {
    return cell(sent, profile.columns().get(ours));
  }

  private static @Nullable String cell(Row sent, @Nullable String column) {
    if (column == null) {
      return null;
    }
    return sent.columns().stream()
        .filter(each -> isOf(each, column))
        .findFirst()
        .map(sent::text)
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .orElse(null);
  }

  private static boolean isOf(String column, String name) {
    return column.strip().equalsIgnoreCase(name);
  }
}
