package dev.quotaledger.query.reference;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.model.Organization;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.runtime.security.Bounded;
import dev.quotaledger.runtime.security.Caller;
import dev.quotaledger.runtime.security.Role;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of a request sees: everything, or what is of themselves and, for a manager, of those
 * who report to them, however far below, and of teams in which there is nobody else. Who reports to whom
 * is asked for the day of the view, as known then. Every read decides by it what it shows, and a sum is
 * shown where all that is in it is.
 */
public final class Seen {

  /** What it is for whoever sees everything, and for the program itself. */
  public static final Seen EVERYTHING = new Seen(null);

  private final @Nullable Subtree subtree;

  private Seen(@Nullable Subtree subtree) {
    this.subtree = subtree;
  }

  /**
   * What the caller of this thread's request sees.
   *
   * @param organizations what was known of the organisation at a moment, null for now; not asked for a
   *     caller who sees everything
   */
  public static Seen of(
      Function<@Nullable Instant, Organization> organizations, View view, KnownAt known) {
    Optional<Caller> bounded = Bounded.caller();
    if (bounded.isEmpty()) {
      return EVERYTHING;
    }
    Caller caller = bounded.get();
    return new Seen(new Subtree(
        organizations.apply(view.knownAt()),
        Objects.requireNonNull(caller.repId(), "Only reps are bounded"),
        caller.roles().contains(Role.MANAGER),
        view.today(known.at())));
  }

  /** Whether there is nothing that the caller does not see. */
  public boolean isEverything() {
    return subtree == null;
  }

  /** Whether what is the rep's may be shown. */
  public boolean shows(RepId rep) {
    return subtree == null || subtree.has(rep);
  }

  /** Whether what is the team's may be shown, apart from sums over days. */
  public boolean shows(TeamId team) {
    return subtree == null || subtree.has(team);
  }

  /** Whether what was said or decided of the subject itself may be shown. */
  public boolean shows(Subject subject) {
    return switch (subject.type()) {
      case REP -> shows(new RepId(subject.id()));
      case TEAM -> shows(new TeamId(subject.id()));
      case HOUSE -> isEverything();
    };
  }

  /** Whether there is a subject of this bare id that may be shown. */
  public boolean showsAnySubject(String id) {
    return subtree == null
        || shows(new Node(Node.Type.REP, id))
        || shows(new Node(Node.Type.TEAM, id));
  }

  /** Whether the text may be shown: one about somebody else is theirs, wherever it stands. */
  public boolean shows(PersonalText text) {
    return subtree == null
        || isOf(text, "rep-", id -> subtree.has(new RepId(id)))
        || isOf(text, "team-", id -> subtree.has(new TeamId(id)));
  }

  private static boolean isOf(PersonalText text, String prefix, Predicate<String> isSeen) {
    return text.about().startsWith(prefix) && isSeen.test(text.about().substring(prefix.length()));
  }

  /** Whether the figure of some days may be shown, and so whether everything in it is of whom the caller sees. */
  public boolean shows(Node node, DateRange days) {
    return subtree == null
        || (shows(node)
            && (node.type() != Node.Type.TEAM || subtree.had(new TeamId(node.id()), days)));
  }

  /** The figures of some days that may be shown. */
  public <T> Map<Node, T> shown(Map<Node, T> figures, DateRange days) {
    if (subtree == null) {
      return figures;
    }
    SortedMap<Node, T> shown = new TreeMap<>(figures);
    shown.keySet().removeIf(node -> !shows(node, days));
    return shown;
  }

  /** Whether it is the id of a rep whom the caller does not see. */
  public boolean hides(String id) {
    return subtree != null && subtree.isOutside(id);
  }

  /**
   * Refuses figures of which the caller sees none: those that are broken down by anything but reps and
   * teams, and those of a subject out of sight, whether there is such a one or not.
   *
   * @param subject the bare id of what the figures shall be of; null for anything
   */
  public void require(GroupBy groupBy, @Nullable String subject) {
    boolean shown = switch (groupBy) {
      case REP -> subject == null || shows(new Node(Node.Type.REP, subject));
      case TEAM -> subject == null || shows(new Node(Node.Type.TEAM, subject));
      case TERRITORY, PRODUCT_LINE, LEAD_SOURCE, PLAN -> false;
    };
    require(shown || isEverything());
  }

  /** Refuses what is not shown. */
  public void require(boolean shown) {
    if (!shown) {
      throw Bounded.denied();
    }
  }

  /** Whether what the figure is of may be shown, apart from sums over days. */
  public boolean shows(Node node) {
    if (subtree == null) {
      return true;
    }
    try {
      return switch (node.type()) {
        case REP -> subtree.has(new RepId(node.id()));
        case TEAM -> subtree.has(new TeamId(node.id()));
        case PLAN, COMPANY, TERRITORY, PRODUCT_LINE, LEAD_SOURCE, HOUSE -> false;
      };
    } catch (InvalidValue _) {
      return false; // an id that nobody can have
    }
  }
}
