package dev.quotaledger.query;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * One build of a read model, with collections of its own: a rebuild makes the next generation while
 * this one goes on answering. Two generations are equal when model and number are.
 */
public final class Generation {

  private final MongoDatabase database;
  private final String model;
  private final int number;

  /** Whether a processor of this name belongs to a generation: no other name has an underscore. */
  public static boolean isName(String processor) {
    return processor.contains("_");
  }

  /**
   * @param database the database that holds the collections
   * @param model the read model's name
   * @param number 1 for the first
   */
  public Generation(MongoDatabase database, String model, int number) {
    this.database = database;
    this.model = model;
    this.number = number;
  }

  /** The read model's name. */
  public String model() {
    return model;
  }

  /** 1 for the first, and one more with each rebuild. */
  public int number() {
    return number;
  }

  /**
   * A collection of this generation, named like {@code attainment_3_buckets}.
   *
   * @param part lower case letters, digits and hyphens; unique within the model
   */
  public MongoCollection<Document> collection(String part) {
    return database.getCollection(this + "_" + part);
  }

  /** Drops all collections of this generation. */
  public void drop() {
    String prefix = this + "_";
    for (String name : database.listCollectionNames()) {
      if (name.startsWith(prefix)) {
        database.getCollection(name).drop();
      }
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Generation that && number == that.number && model.equals(that.model);
  }

  @Override
  public int hashCode() {
    return Objects.hash(model, number);
  }

  /** Like {@code attainment_3}. */
  @Override
  public String toString() {
    return model + "_" + number;
  }
}
