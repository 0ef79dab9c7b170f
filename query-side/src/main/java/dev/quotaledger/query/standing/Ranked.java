package dev.quotaledger.query.standing;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.QuotaFigure;
import dev.quotaledger.query.Cursor;
import dev.quotaledger.query.reference.NodePage;
import dev.quotaledger.runtime.web.TextInput;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rep's place on a leaderboard. Ties share a rank, and the next rank counts all of them: 1, 2, 2, 4.
 *
 * @param rank from 1; null where there is no score
 * @param score what ranks are by; null where there is none
 */
record Ranked(
    @Nullable Integer rank,
    Node rep,
    QuotaFigure figure,
    @Nullable BigDecimal score) {

  /** What reps are ranked by. */
  enum By {
    /** The attainment, as it is shown; nobody without a quota has one. */
    ATTAINMENT("attainment"),
    /** The credited amount, with or without a quota. */
    CREDITED("credited");

    private final String text;

    By(String text) {
      this.text = text;
    }

    /** Reads a query parameter; throws {@link InvalidValue} for anything but these. */
    static By parse(String text) {
      for (By by : values()) {
        if (by.text.equals(text)) {
          return by;
        }
      }
      throw new InvalidValue("by", "attainment or credited", text);
    }

    /** The word for it in an address. */
    String text() {
      return text;
    }

    private @Nullable BigDecimal score(QuotaFigure figure) {
      return switch (this) {
        case ATTAINMENT -> figure.attainment();
        case CREDITED -> figure.credited().amount();
      };
    }
  }

  /** Where a rep stands: the highest score first, those without one last, equal ones by their ids. */
  record Place(@Nullable BigDecimal score, Node rep) implements Page.Place, Comparable<Place> {

    private static final Comparator<Place> ORDER = Comparator.comparing(
            Place::score, Comparator.nullsLast(Comparator.reverseOrder()))
        .thenComparing(Place::rep);

    /** Throws {@link InvalidValue} for a cursor that no page gave. */
    static @Nullable Place parse(@Nullable String text) {
      Cursor cursor = Cursor.parse(text, 3);
      if (cursor == null) {
        return null;
      }
      String score = cursor.keys().getFirst();
      return new Place(
          score.isEmpty() ? null : TextInput.decimal("cursor", score), NodePage.node(cursor));
    }

    @Override
    public Cursor cursor() {
      return Cursor.behind(
          score == null ? "" : score.toPlainString(), rep.type().name(), rep.id());
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /** All reps among the figures, in the order of their places. */
  static List<Ranked> all(Map<Node, QuotaFigure> figures, By by) {
    List<Ranked> unranked = figures.entrySet().stream()
        .filter(entry -> entry.getKey().type() == Node.Type.REP)
        .map(
            entry -> new Ranked(null, entry.getKey(), entry.getValue(), by.score(entry.getValue())))
        .sorted(Comparator.comparing(Ranked::place))
        .toList();
    List<Ranked> ranked = new ArrayList<>();
    for (Ranked next : unranked) {
      Ranked last = ranked.isEmpty() ? null : ranked.getLast();
      ranked.add(
          last != null && next.ties(last)
              ? next.withRank(last.rank)
              : next.withRank(next.score == null ? null : ranked.size() + 1));
    }
    return ranked;
  }

  Place place() {
    return new Place(score, rep);
  }

  private boolean ties(Ranked other) {
    return score != null && other.score != null && score.compareTo(other.score) == 0;
  }

  private Ranked withRank(@Nullable Integer number) {
    return new Ranked(number, rep, figure, score);
  }
}
