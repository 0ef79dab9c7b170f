package dev.quotaledger.query.standing;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.query.Cursor;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Something that a plan lacks.
 *
 * @param line the line that it is about; null where there is none
 * @param amount what the line is worth; null without a line
 * @param of the rep or the territory that it is about
 * @param since the first day of it; null where it always was so
 * @param detail the same as a sentence, for people
 */
record Gap(
    Kind kind,
    Node of,
    @Nullable QuotaLineKey line,
    @Nullable Money amount,
    @Nullable LocalDate since,
    String detail) {

  /** What is missing. */
  enum Kind {
    /** A rep of the plan's team, or of any where it is for everybody, has no line in the period. */
    REP_WITHOUT_QUOTA,
    /** A line is for a rep who is not employed: who left, or has not come yet. */
    QUOTA_WITHOUT_REP,
    /** A line goes with a territory that has no primary holder, whomever the line is for. */
    QUOTA_WITHOUT_HOLDER,
    /** A territory has no primary holder, whether or not there is quota for it. */
    TERRITORY_VACANT
  }

  static Gap repWithoutQuota(RepId rep, @Nullable LocalDate since, String detail) {
    return new Gap(Kind.REP_WITHOUT_QUOTA, Node.rep(rep), null, null, since, detail);
  }

  static Gap territoryVacant(TerritoryId territory, @Nullable LocalDate since, String detail) {
    return new Gap(Kind.TERRITORY_VACANT, Node.territory(territory), null, null, since, detail);
  }

  /** The bare id of the territory that it is about. */
  String territory() {
    return line == null || line.territoryId() == null
        ? of.id()
        : line.territoryId().value();
  }

  Place place() {
    return new Place(kind, line == null ? of.id() : line.toString());
  }

  /**
   * Where it stands in the list: by its kind, then by what it is about.
   *
   * @param key the line, or the bare id of the rep or territory
   */
  record Place(Kind kind, String key) implements Page.Place, Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::kind).thenComparing(Place::key);

    /** Throws {@link dev.quotaledger.api.InvalidValue} for a cursor that no page gave. */
    static @Nullable Place parse(@Nullable String text) {
      Cursor cursor = Cursor.parse(text, 2);
      if (cursor == null) {
        return null;
      }
      Kind kind = Arrays.stream(Kind.values())
          .filter(value -> value.name().equals(cursor.keys().getFirst()))
          .findFirst()
          .orElseThrow(() -> Cursor.invalid(cursor.encode()));
      return new Place(kind, cursor.keys().getLast());
    }

    @Override
    public Cursor cursor() {
      return Cursor.behind(kind.name(), key);
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }
}
