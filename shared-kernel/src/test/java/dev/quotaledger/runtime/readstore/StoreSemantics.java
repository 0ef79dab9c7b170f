package dev.quotaledger.runtime.readstore;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.UpdateResult;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.types.Binary;
import org.bson.types.Decimal128;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the read models rely on; every store must do it alike. */
abstract class StoreSemantics {

  private MongoCollection<Document> things;

  abstract MongoDatabase database();

  @BeforeEach
  void empty() {
    things = database().getCollection("semantics");
    things.drop();
    things.insertMany(List.of(thing("a", 1), thing("b", 1), thing("c", 1)));
  }

  private static Document thing(String id, long revision) {
    return new Document("_id", id).append("rev", revision);
  }

  private static Document guard(String id, long revision) {
    return new Document("_id", id).append("rev", revision);
  }

  private List<Document> all() {
    return things.find().sort(ascending("_id")).into(new ArrayList<>());
  }

  @Test
  void aGuardedReplacementMatchesOnlyItsRevision() {
    UpdateResult won = things.replaceOne(guard("a", 1), thing("a", 2).append("x", "y"));
    UpdateResult lost = things.replaceOne(guard("a", 1), thing("a", 2).append("x", "z"));

    assertThat(won.getMatchedCount()).isEqualTo(1);
    assertThat(lost.getMatchedCount()).isZero();
    assertThat(all().getFirst()).isEqualTo(thing("a", 2).append("x", "y"));
  }

  @Test
  void aReplacementRemovesTheFieldsItDoesNotHave() {
    things.replaceOne(eq("_id", "a"), thing("a", 2).append("x", 1));
    things.replaceOne(eq("_id", "a"), thing("a", 3).append("y", 1));

    assertThat(all().getFirst()).isEqualTo(thing("a", 3).append("y", 1));
  }

  @Test
  void aReplacementByTheSameDocumentMatchesButModifiesNothing() {
    UpdateResult same = things.replaceOne(guard("a", 1), thing("a", 1));

    assertThat(same.getMatchedCount()).isEqualTo(1);
    assertThat(same.getModifiedCount()).isZero();
  }

  @Test
  void aGuardedUpsertOfAnOutdatedRevisionIsADuplicate() {
    assertThatThrownBy(() ->
            things.replaceOne(guard("a", 9), thing("a", 10), new ReplaceOptions().upsert(true)))
        .isInstanceOfSatisfying(
            MongoWriteException.class, e -> assertThat(e.getCode()).isEqualTo(11000));
    assertThat(all()).contains(thing("a", 1));
  }

  @Test
  void aSecondInsertOfAnIdIsADuplicate() {
    assertThatThrownBy(() -> things.insertOne(thing("a", 7)))
        .isInstanceOfSatisfying(MongoWriteException.class, e -> {
          assertThat(e.getCode()).isEqualTo(11000);
          assertThat(ErrorCategory.fromErrorCode(e.getCode()))
              .isEqualTo(ErrorCategory.DUPLICATE_KEY);
        });
  }

  @Test
  void anUnorderedBulkWriteSaysWhichWritesFailedAndDoesTheOthers() {
    var writes = List.of(
        new InsertOneModel<>(thing("a", 1)),
        new ReplaceOneModel<>(guard("b", 9), thing("b", 10), new ReplaceOptions().upsert(true)),
        new ReplaceOneModel<>(guard("c", 1), thing("c", 2), new ReplaceOptions().upsert(true)),
        new InsertOneModel<>(thing("d", 1)));
    MongoBulkWriteException failure = catchThrowableOfType(
        MongoBulkWriteException.class,
        () -> things.bulkWrite(writes, new BulkWriteOptions().ordered(false)));

    assertThat(failure.getWriteErrors())
        .extracting(BulkWriteError::getIndex)
        .containsExactlyInAnyOrder(0, 1);
    assertThat(failure.getWriteErrors()).extracting(BulkWriteError::getCode).containsOnly(11000);
    assertThat(all()).containsExactly(thing("a", 1), thing("b", 1), thing("c", 2), thing("d", 1));
  }

  @Test
  void manyIdsAreFoundAtOnceWithAProjection() {
    things.insertOne(thing("d", 1).append("total", "9.00").append("facts", List.of(1, 2)));

    assertThat(things
            .find(in("_id", "d", "a", "nowhere"))
            .projection(include("total"))
            .into(new ArrayList<>()))
        .containsExactlyInAnyOrder(
            new Document("_id", "a"), new Document("_id", "d").append("total", "9.00"));
  }

  @Test
  void findOneAndUpdateAnswersTheDocumentAfterwards() {
    Document after = things.findOneAndUpdate(
        eq("_id", "a"),
        inc("next", 1L),
        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
    Document created = things.findOneAndUpdate(
        eq("_id", "z"),
        inc("next", 1L),
        new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER).upsert(true));

    assertThat(after).isEqualTo(thing("a", 1).append("next", 1L));
    assertThat(created).isEqualTo(new Document("_id", "z").append("next", 1L));
  }

  @Test
  void anUpdateIsAppliedUnderAGuardAndInsertsWhenAsked() {
    assertThat(things.updateOne(guard("a", 1), set("x", 1)).getModifiedCount()).isEqualTo(1);
    assertThat(things.updateOne(guard("a", 2), set("x", 2)).getMatchedCount()).isZero();
    assertThat(things
            .updateOne(eq("_id", "n"), set("x", 3), new UpdateOptions().upsert(true))
            .getUpsertedId())
        .isNotNull();
    assertThat(all())
        .contains(thing("a", 1).append("x", 1), new Document("_id", "n").append("x", 3));
  }

  @Test
  void valuesComeBackAsTheyWere() {
    Document values = new Document("_id", "values")
        .append("decimal", new Decimal128(new BigDecimal("80487704.1832")))
        .append("scale", new Decimal128(new BigDecimal("-0.0100")))
        .append("date", Date.from(Instant.ofEpochMilli(1_709_251_199_999L)))
        .append("long", Long.MAX_VALUE)
        .append("int", Integer.MIN_VALUE)
        .append("double", 0.1)
        .append("flag", true)
        .append("nothing", null)
        .append("text", "Zoë Müller €")
        .append("id", new ObjectId())
        .append("bytes", new Binary(new byte[] {0, 1, -1}))
        .append("list", Arrays.asList(1, "two", null, List.of(), new Document("three", 3)))
        .append("document", new Document("b", 1).append("a", new Document()));
    things.insertOne(values);

    assertThat(things.find(eq("_id", "values")).first()).isEqualTo(values);
    assertThat(values.get("decimal", Decimal128.class).bigDecimalValue())
        .isEqualTo(new BigDecimal("80487704.1832"));
  }

  @Test
  void idsSortAndLimitByTheirText() {
    assertThat(things
            .find(and(gte("_id", "a"), lt("_id", "c")))
            .sort(descending("_id"))
            .into(new ArrayList<>()))
        .containsExactly(thing("b", 1), thing("a", 1));
    assertThat(things.find().sort(ascending("_id")).skip(1).limit(1).into(new ArrayList<>()))
        .containsExactly(thing("b", 1));
  }

  @Test
  void aRangeOfTextIgnoresOtherTypes() {
    things.insertOne(new Document("_id", 7).append("rev", 1L));

    assertThat(things.find(lt("_id", "b")).into(new ArrayList<>())).containsExactly(thing("a", 1));
    assertThat(things.find(gte("_id", "b")).into(new ArrayList<>()))
        .containsExactlyInAnyOrder(thing("b", 1), thing("c", 1));
  }

  @Test
  void deletionsTakeARangeOfIds() {
    assertThat(things.deleteMany(and(gte("_id", "b"), lt("_id", "z"))).getDeletedCount())
        .isEqualTo(2);
    assertThat(things.deleteOne(eq("_id", "nowhere")).getDeletedCount()).isZero();
    assertThat(all()).containsExactly(thing("a", 1));
  }

  @Test
  void aDroppedCollectionIsGoneAndCanBeFilledAgain() {
    things.drop();
    assertThat(all()).isEmpty();
    assertThat(database().listCollectionNames().into(new ArrayList<>()))
        .doesNotContain("semantics");

    things.insertOne(thing("a", 1));
    assertThat(all()).containsExactly(thing("a", 1));
  }

  @Test
  void countsAreExact() {
    assertThat(things.countDocuments()).isEqualTo(3);
    assertThat(things.countDocuments(gte("_id", "b"))).isEqualTo(2);
  }
}
