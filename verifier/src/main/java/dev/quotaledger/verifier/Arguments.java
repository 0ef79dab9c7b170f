package dev.quotaledger.verifier;

import dev.quotaledger.proof.NoteVerifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What follows the name of a command.
 *
 * @param values what stands alone, in its order
 * @param options the values of each option, which is given as often as there are values
 */
record Arguments(List<String> values, Map<String, List<String>> options) {

  static final String KEY = "--key";

  private static final String OPTION = "--";

  /** Both are copied. */
  Arguments {
    values = List.copyOf(values);
    options = Map.copyOf(options);
  }

  static Arguments parse(List<String> args) {
    List<String> values = new ArrayList<>();
    Map<String, List<String>> options = new LinkedHashMap<>();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (!arg.startsWith(OPTION)) {
        values.add(arg);
      } else if (i + 1 < args.size()) {
        i++;
        options.computeIfAbsent(arg, _ -> new ArrayList<>()).add(args.get(i));
      } else {
        throw new Unusable(arg + " has no value");
      }
    }
    return new Arguments(values, options);
  }

  /** The same, if it is so many files and no option that the command does not have. */
  Arguments expect(Command command, int files, Set<String> known) {
    if (values.size() != files || !known.containsAll(options.keySet())) {
      throw new Unusable("expected " + command.name() + " " + command.usage());
    }
    return this;
  }

  /** The file that stands at a place. */
  Path file(int place) {
    return Path.of(values.get(place));
  }

  /** All values of an option. */
  List<String> option(String name) {
    return options.getOrDefault(name, List.of());
  }

  /** The keys to trust, at least one. */
  List<NoteVerifier> keys() {
    List<String> keys = option(KEY);
    if (keys.isEmpty()) {
      throw new Unusable("expected the key of the ledger: " + KEY + " <name>+<id>+<key>");
    }
    return keys.stream().map(NoteVerifier::parse).toList();
  }
}
