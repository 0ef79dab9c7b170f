package dev.quotaledger.command.imports;

import dev.quotaledger.api.RepId;
import dev.quotaledger.runtime.people.Directory;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What reps are called. */
interface RepNames {

  /** The names of those who have one. */
  Map<RepId, String> of(Collection<RepId> repIds);

  /** Keeps names in place of those that there were. */
  void put(Map<RepId, String> names);

  /** The names that are kept in the directory, and durable. */
  static RepNames kept(Directory directory) {
    return new RepNames() {
      @Override
      public Map<RepId, String> of(Collection<RepId> repIds) {
        return directory.names(repIds);
      }

      @Override
      public void put(Map<RepId, String> names) {
        directory.putNames(names);
      }
    };
  }

  /** The names of the directory, and over them those that are put here and nowhere else. */
  static RepNames rehearsed(Directory directory) {
    Map<RepId, String> given = new HashMap<>();
    return new RepNames() {
      @Override
      public Map<RepId, String> of(Collection<RepId> repIds) {
        Map<RepId, String> names = new HashMap<>(directory.names(repIds));
        given.forEach((repId, name) -> {
          if (repIds.contains(repId)) {
            names.put(repId, name);
          }
        });
        return names;
      }

      @Override
      public void put(Map<RepId, String> names) {
        given.putAll(names);
      }
    };
  }
}
