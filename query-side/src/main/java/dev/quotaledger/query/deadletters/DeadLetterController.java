package dev.quotaledger.query.deadletters;

import dev.quotaledger.api.Refusal;
import dev.quotaledger.query.Cursor;
import dev.quotaledger.runtime.readstore.DeadLetters;
import dev.quotaledger.runtime.readstore.DeadLetters.Letter;
import dev.quotaledger.runtime.web.Paging;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists what is parked, and has it tried again. */
@RestController
@RequestMapping("/api/v1/admin/dead-letters")
class DeadLetterController {

  private final DeadLetters letters;

  DeadLetterController(DeadLetters letters) {
    this.letters = letters;
  }

  /** A page of what is parked, by reaction and aggregate, oldest first. */
  record DeadLettersAnswer(List<Letter> items, @Nullable String next) {}

  @GetMapping
  DeadLettersAnswer deadLetters(Paging paging) {
    int most = paging.limit();
    Cursor behind = Cursor.parse(paging.cursor(), 1);
    String last = behind == null ? "" : behind.keys().getFirst();
    List<Letter> all = letters.all().stream()
        .filter(letter -> place(letter).compareTo(last) > 0)
        .toList();
    List<Letter> shown = all.stream().limit(most).toList();
    return new DeadLettersAnswer(
        shown, all.size() > shown.size() ? Cursor.behind(place(shown.getLast())).encode() : null);
  }

  /** Answers at once; the letter is gone from the list when the reaction has handled it. */
  @PostMapping("/{deadLetterId}/retry")
  ResponseEntity<Letter> retry(@PathVariable String deadLetterId) {
    Letter letter = letters
        .retry(deadLetterId)
        .orElseThrow(() -> new Refusal.NotFound("dead letter", deadLetterId).asException());
    return ResponseEntity.accepted()
        .location(URI.create("/api/v1/admin/dead-letters"))
        .body(letter);
  }

  /** Where it stands in the list. */
  private static String place(Letter letter) {
    return "%s %s %019d".formatted(letter.reaction(), letter.aggregateId(), letter.sequence());
  }
}
