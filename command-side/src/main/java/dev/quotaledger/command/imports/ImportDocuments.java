package dev.quotaledger.command.imports;

import dev.quotaledger.runtime.readstore.KeptValues;
import dev.quotaledger.runtime.readstore.Names;
import dev.quotaledger.runtime.readstore.ReadStore;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The imports, their idempotency keys, and which of them were forgotten: on disk before any of the
 * writing methods returns.
 */
@Component
final class ImportDocuments {

  private final KeptValues<Import> imports;
  private final KeptValues<Claim> claims;
  private final Names forgotten;

  ImportDocuments(ReadStore store) {
    this.imports = new KeptValues<>(store, "imports", Import.class);
    this.claims = new KeptValues<>(store, "import-keys", Claim.class);
    this.forgotten = new Names(store, "forgotten-imports");
  }

  /**
   * What an idempotency key stands for.
   *
   * @param request a hash of what was asked, the file included
   */
  record Claim(String request, String importId) {}

  /** The import; empty when there is none of that id. */
  Optional<Import> find(String id) {
    return imports.find(id);
  }

  /**
   * The newest first.
   *
   * @param before only those with a smaller id; null for all
   */
  List<Import> list(@Nullable String before, int most) {
    return imports.last(before, most);
  }

  /**
   * Stores a state of an import.
   *
   * @return the same with the revision that it has now
   * @throws TakenOver when another state was stored since this one was read
   */
  Import save(Import changed) {
    Import next = changed.stored();
    if (!imports.put(next.id(), changed.rev(), next)) {
      throw new TakenOver(changed.id());
    }
    return next;
  }

  /**
   * The import that an idempotency key stands for from now on.
   *
   * @param key a hash of who asks and the key
   * @param request a hash of what is asked, the file included
   * @param id what the import is to be called when the key is new
   * @return the id that the key came with first; empty when that was another request
   */
  Optional<String> claim(String key, String request, String id) {
    Claim claim = new Claim(request, id);
    Claim first = claims.put(key, 0, claim) ? claim : claims.find(key).orElseThrow();
    return first.request().equals(request) ? Optional.of(first.importId()) : Optional.empty();
  }

  /** Nothing is to be kept of the rows of imports with a smaller id. */
  void forgetBefore(String id) {
    forgotten.add(id);
    forgotten.all().stream().filter(other -> other.compareTo(id) < 0).forEach(forgotten::remove);
  }

  /** What {@link #forgetBefore} was last told; empty when it never was. */
  Optional<String> forgottenBefore() {
    return forgotten.all().stream().max(Comparator.naturalOrder());
  }
}
