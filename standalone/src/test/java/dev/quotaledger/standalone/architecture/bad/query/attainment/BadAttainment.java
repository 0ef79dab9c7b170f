package dev.quotaledger.standalone.architecture.bad.query.attainment;

import com.mongodb.client.MongoCollection;
import dev.quotaledger.query.Projection;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import dev.quotaledger.standalone.architecture.bad.command.quotaplan.BadPlan;
import dev.quotaledger.standalone.architecture.bad.query.history.BadHistory;
import java.util.List;
import javax.sql.DataSource;
import org.bson.Document;
import org.springframework.web.bind.annotation.RestController;

/** A feature of the query side as it must not be. */
public final class BadAttainment {

  private BadAttainment() {}

  /** Knows the command side. */
  public record Decides(BadPlan.KnowsDeals plans) {}

  /** Knows a sibling. */
  public record KnowsHistory(BadHistory.Sends history) {}

  /** Knows where events are kept. */
  public record ReadsTables(DataSource events) {}

  /** Knows which store it reads. */
  public record KnowsTheEmbeddedStore(EmbeddedReadStore store) {}

  /** Answers from documents. An interface, so that no component scan instantiates it. */
  @RestController
  public interface ServesDocuments {
    MongoCollection<Document> documents();
  }

  /** Writes something else when it is rebuilt. */
  public static final class Clocked implements Projection {

    private long at;

    @Override
    public void project(List<RecordedEvent> batch) {
      at = Math.max(at, System.currentTimeMillis());
    }
  }
}
