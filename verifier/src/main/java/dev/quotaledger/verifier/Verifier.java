package dev.quotaledger.verifier;

import dev.quotaledger.proof.Malformed;
import dev.quotaledger.proof.NotProven;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

/** The front door: finds the command, runs it and says with a number how it ended. */
final class Verifier {

  /** Everything that was checked holds. */
  static final int FINE = 0;

  /** Something that was checked does not hold. */
  static final int TAMPERED = 1;

  /** Nothing could be checked. */
  static final int UNUSABLE = 2;

  private static final List<Command> COMMANDS =
      List.of(new VerifyExport(), new VerifyProof(), new VerifyConsistency(), new Recompute());

  private Verifier() {}

  /**
   * Runs a command.
   *
   * @param out takes what was found
   * @param err takes why nothing could be checked
   * @return the exit code
   */
  static int run(List<String> args, PrintStream out, PrintStream err) {
    try {
      out.println("Verified: " + command(args).run(Arguments.parse(args.subList(1, args.size()))));
      return FINE;
    } catch (NotProven e) {
      out.println("Tampered: " + e.getMessage());
      return TAMPERED;
    } catch (Malformed | Unusable e) {
      err.println("Unusable: " + e.getMessage());
      return UNUSABLE;
    } catch (IOException e) {
      err.println("Unusable: " + e);
      return UNUSABLE;
    } catch (RuntimeException e) {
      // The runtime would end with 1, and so say that something was tampered with.
      err.println("Failed: " + e);
      return UNUSABLE;
    }
  }

  private static Command command(List<String> args) {
    return COMMANDS.stream()
        .filter(command -> args.stream().limit(1).anyMatch(command.name()::equals))
        .findFirst()
        .orElseThrow(() -> new Unusable("expected one of these commands:\n" + usage()));
  }

  private static String usage() {
    return COMMANDS.stream()
        .map(command -> "  " + command.name() + " " + command.usage())
        .collect(Collectors.joining("\n"));
  }
}
