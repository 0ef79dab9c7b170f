package dev.quotaledger.command;

import dev.quotaledger.api.DomainCommand;
import dev.quotaledger.api.Refused;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.runtime.ConsistencyToken;
import dev.quotaledger.runtime.EventIndexes;
import dev.quotaledger.runtime.EventIndexes.Committed;
import dev.quotaledger.runtime.web.RequestContext;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Sends the command that a request asks for, and answers the request: with the status, and with what
 * every write says in headers. {@code Consistency-Token} names the recorded events, for reads that
 * have to include them, or the event that made a change unnecessary; {@code ETag} is the version,
 * for {@code If-Match}; {@code Idempotent-Replayed: true} marks the answer to a request that was
 * taken before.
 */
@Component
public final class Writes {

  static final String REPLAYED = "Idempotent-Replayed";

  /** Where the commands of people come from. */
  static final String SOURCE_SYSTEM = "http";

  private final Commands commands;
  private final EventIndexes indexes;

  Writes(Commands commands, EventIndexes indexes) {
    this.commands = commands;
    this.indexes = indexes;
  }

  /**
   * Sends the command in the name of who makes the request, under the request's conditions.
   *
   * @throws Refused when it is refused
   */
  public Decided send(DomainCommand command, RequestContext request) {
    return commands.send(command, sender(request));
  }

  /** The answer to what made a new thing: 201 and where it is, or 200 when it was there before. */
  public <B> ResponseEntity<B> created(Decided decided, String path, B body) {
    return decided.changed()
        ? answer(ResponseEntity.created(URI.create(path)), decided, List.of(), body)
        : changed(decided, body);
  }

  /** The answer to what changed a thing, or left it as it was. */
  public <B> ResponseEntity<B> changed(Decided decided, B body) {
    return changed(decided, List.of(), body);
  }

  /**
   * The same for a change that caused others, which reads with its token include.
   *
   * @param reactions what became of the commands that the change led to
   */
  public <B> ResponseEntity<B> changed(Decided decided, List<Decided> reactions, B body) {
    return answer(ResponseEntity.status(HttpStatus.OK), decided, reactions, body);
  }

  /**
   * The answer to many changes that have nothing to do with each other. It has no version, and no
   * token where nothing is recorded of any of them.
   */
  public <B> ResponseEntity<B> changedTogether(List<Decided> all, B body) {
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(HttpStatus.OK);
    if (all.stream().anyMatch(each -> each.version() >= 0)) {
      Decided last = all.getLast();
      answer.header(
          ConsistencyToken.HEADER, token(last, all.subList(0, all.size() - 1)).encode());
    }
    return answer.body(body);
  }

  private <B> ResponseEntity<B> answer(
      ResponseEntity.BodyBuilder answer, Decided decided, List<Decided> reactions, B body) {
    if (decided.repeated()) {
      answer.header(REPLAYED, "true");
    }
    return answer
        .eTag("\"" + decided.version() + "\"")
        .header(ConsistencyToken.HEADER, token(decided, reactions).encode())
        .body(body);
  }

  private ConsistencyToken token(Decided decided, List<Decided> reactions) {
    Map<String, Committed> recorded = Stream.concat(Stream.of(decided), reactions.stream())
        .filter(each -> each.version() >= 0)
        .map(Writes::committed)
        .collect(Collectors.toMap(Committed::aggregateId, each -> each, Writes::both));
    return ConsistencyToken.of(
        decided.aggregateId(), decided.version(), indexes.of(List.copyOf(recorded.values())));
  }

  /** Of a change that was there before, the aggregate's last event: the change is in that or before. */
  private static Committed committed(Decided decided) {
    return !decided.changed()
        ? new Committed(decided.aggregateId(), decided.version(), decided.version())
        : new Committed(
            decided.aggregateId(),
            decided.events().getFirst().getSequenceNumber(),
            decided.events().getLast().getSequenceNumber());
  }

  /** Of two changes of one thing, with whatever is between them. */
  private static Committed both(Committed one, Committed other) {
    return new Committed(
        one.aggregateId(),
        Math.min(one.first(), other.first()),
        Math.max(one.last(), other.last()));
  }

  private static Sender sender(RequestContext request) {
    String key = request.idempotencyKeyHash();
    String body = request.idempotencyBodyHash();
    return new Sender(
        request.actor(),
        request.actorRep(),
        null,
        request.requestId(),
        SOURCE_SYSTEM,
        key == null || body == null ? null : new Sender.Idempotency(key, body),
        request.expectedVersion());
  }
}
