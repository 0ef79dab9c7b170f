package dev.quotaledger.query.webhooks;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The pending deliveries of one webhook. Those of one key stand in a lane, by their indexes, and only the
 * first of a lane is ever on its way; so a receiver that refuses one of them holds up its lane and no
 * other. For one thread.
 */
final class Backlog {

  private final Map<String, Lane> lanes = new HashMap<>();

  /** The lanes of which nothing is on its way, by when their first one is due. */
  private final TreeSet<Lane> idle =
      new TreeSet<>(Comparator.<Lane, Instant>comparing(lane -> lane.first().due())
          .thenComparingLong(lane -> lane.first().index()));

  private int size;
  private int flying;

  private static final class Lane {

    private final TreeMap<Long, Pending> waiting = new TreeMap<>();
    private @Nullable Pending flying;

    private Pending first() {
      return waiting.firstEntry().getValue();
    }
  }

  /** How many there are, those on their way included. */
  int size() {
    return size;
  }

  /** How many are on their way. */
  int flying() {
    return flying;
  }

  /** Adds one, or lets it be due at another time; one that is on its way stays there. */
  void put(Pending pending) {
    Lane lane = lanes.computeIfAbsent(pending.key(), _ -> new Lane());
    if (lane.flying != null && lane.flying.index() == pending.index()) {
      return;
    }
    settle(lane, () -> {
      if (lane.waiting.put(pending.index(), pending) == null) {
        size++;
      }
    });
  }

  /** Takes one that is due and lets it be on its way; empty when there is none. */
  Optional<Pending> take(Instant now) {
    if (idle.isEmpty() || idle.first().first().due().isAfter(now)) {
      return Optional.empty();
    }
    Lane lane = Objects.requireNonNull(idle.pollFirst());
    Pending taken = lane.waiting.pollFirstEntry().getValue();
    lane.flying = taken;
    flying++;
    return Optional.of(taken);
  }

  /** One that was on its way is done: the next of its lane may go. */
  void done(Pending pending) {
    land(pending, null);
  }

  /** One that was on its way stays, and with it its lane, until it is due again. */
  void again(Pending pending, Pending next) {
    land(pending, next);
  }

  private void land(Pending pending, @Nullable Pending next) {
    Lane lane = Objects.requireNonNull(lanes.get(pending.key()));
    settle(lane, () -> {
      lane.flying = null;
      flying--;
      if (next == null || lane.waiting.putIfAbsent(next.index(), next) != null) {
        size--;
      }
    });
    if (lane.waiting.isEmpty()) {
      lanes.remove(pending.key());
    }
  }

  /** Leaves only what is on its way. */
  void forget() {
    idle.clear();
    List<Lane> busy = new ArrayList<>(
        lanes.values().stream().filter(lane -> lane.flying != null).toList());
    lanes.clear();
    busy.forEach(lane -> {
      lane.waiting.clear();
      lanes.put(Objects.requireNonNull(lane.flying).key(), lane);
    });
    size = flying;
  }

  /** A lane is ordered by what the change changes, so it is out of the order meanwhile. */
  private void settle(Lane lane, Runnable change) {
    if (!lane.waiting.isEmpty()) {
      idle.remove(lane);
    }
    change.run();
    if (lane.flying == null && !lane.waiting.isEmpty()) {
      idle.add(lane);
    }
  }
}
