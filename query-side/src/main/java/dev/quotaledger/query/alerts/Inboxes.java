package dev.quotaledger.query.alerts;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import dev.quotaledger.api.AlertEvent.AlertRaised;
import dev.quotaledger.api.AlertRecipients;
import dev.quotaledger.api.RepId;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * Whose inbox alerts are in: an entry for each alert and each of those to whom it was ever addressed,
 * and one for everybody who sees all alerts. An entry says nothing that changes. Its id begins with the
 * inbox and sorts the alert that was first raised last before the others, so that a page of an inbox is
 * a range of ids.
 */
final class Inboxes {

  /** That of who sees every alert. */
  static final String EVERYBODYS = "all";

  private static final char DELIMITER = '|';
  private static final char BEHIND_DELIMITER = '|' + 1;
  private static final long NANOS = 1_000_000_000L;

  private static final String ALERT = "alert";
  private static final String RULE = "rule";
  private static final String PLAN = "plan";
  private static final String SUBJECT = "subject";

  private final MongoCollection<Document> collection;

  Inboxes(MongoCollection<Document> collection) {
    this.collection = collection;
  }

  /**
   * An alert in an inbox.
   *
   * @param place sorts by when it was first raised, backwards; the same in every inbox
   * @param alert the alert's stream
   * @param rule the bare id
   * @param plan the bare id
   * @param subject the bare id
   */
  record Entry(String place, String alert, String rule, String plan, String subject) {}

  /** That of a rep. */
  static String of(RepId rep) {
    return rep.toString();
  }

  /** That of a user, whose name may have any characters. */
  static String of(String user) {
    return "user-" + Base64.getUrlEncoder().withoutPadding().encodeToString(user.getBytes(UTF_8));
  }

  /** Puts the alerts into the inboxes of those to whom they were addressed. */
  void put(Map<String, List<StoredEvent>> alerts) {
    Map<String, Document> entries = new HashMap<>();
    alerts.forEach((stream, events) -> {
      String place = place(events.getFirst().recordedAt(), stream);
      for (StoredEvent stored : events) {
        if (stored.event() instanceof AlertRaised raised) {
          Document entry = new Document(ALERT, stream)
              .append(RULE, raised.ruleId().value())
              .append(PLAN, raised.planId().value())
              .append(SUBJECT, raised.subject().id());
          owners(raised.recipients())
              .forEach(owner -> entries.put(owner + DELIMITER + place, entry));
        }
      }
    });
    new VersionedDocuments(collection)
        .update(entries.keySet(), (id, entry) -> entry == null ? entries.get(id) : entry);
  }

  /**
   * Up to so many entries of an inbox in their order.
   *
   * @param behind the place from behind which on they are listed; empty for the first
   */
  List<Entry> list(String inbox, String behind, int most) {
    return collection
        .find(and(gt("_id", inbox + DELIMITER + behind), lt("_id", inbox + BEHIND_DELIMITER)))
        .sort(Sorts.ascending("_id"))
        .limit(most)
        .map(Inboxes::entry)
        .into(new ArrayList<>());
  }

  private static Entry entry(Document document) {
    String id = document.getString("_id");
    return new Entry(
        id.substring(id.indexOf(DELIMITER) + 1),
        document.getString(ALERT),
        document.getString(RULE),
        document.getString(PLAN),
        document.getString(SUBJECT));
  }

  private static Collection<String> owners(AlertRecipients recipients) {
    List<String> owners = new ArrayList<>(List.of(EVERYBODYS));
    recipients.reps().forEach(rep -> owners.add(of(rep)));
    String user = recipients.user();
    if (user != null) {
      owners.add(of(user));
    }
    return owners;
  }

  private static String place(Instant raised, String stream) {
    long nanos =
        Math.addExact(Math.multiplyExact(raised.getEpochSecond(), NANOS), raised.getNano());
    return "%019d%c%s".formatted(Long.MAX_VALUE - nanos, DELIMITER, stream);
  }
}
