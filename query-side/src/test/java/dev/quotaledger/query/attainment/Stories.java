package dev.quotaledger.query.attainment;

import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.query.attainment.AttainmentStory.Kind;
import dev.quotaledger.query.attainment.AttainmentStory.Step;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Arbitrary stories of a plan, for the tests of other features. */
public final class Stories {

  /** The plan that they are about. */
  public static final PlanId PLAN = Figures.PLAN;

  private static final int STEPS = 60;

  private Stories() {}

  /**
   * What happens in a story.
   *
   * @param store in which nothing is kept of it
   * @param seed another one is another story
   * @param planOfNorth whether the plan is for a team, and not for everybody
   */
  public static List<DomainEvent> of(EmbeddedReadStore store, long seed, boolean planOfNorth) {
    Random random = new Random(seed);
    Figures figures = new Figures(store, Integer.MAX_VALUE);
    AttainmentStory.tell(
        figures, Stream.generate(() -> step(random)).limit(STEPS).toList(), planOfNorth);
    return figures.log().stream().map(RecordedEvent::payload).toList();
  }

  /** Half of what happens is about deals, so that there is credit. */
  private static Step step(Random random) {
    Kind kind = random.nextInt(3) == 0
        ? List.of(Kind.DEAL, Kind.WON).get(random.nextInt(2))
        : List.of(Kind.values()).get(random.nextInt(Kind.values().length));
    return new Step(
        kind,
        random.nextInt(14),
        random.nextInt(14),
        random.nextInt(10),
        random.nextInt(14),
        random.nextInt(14),
        1);
  }
}
