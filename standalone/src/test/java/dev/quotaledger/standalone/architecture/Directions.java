package dev.quotaledger.standalone.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static dev.quotaledger.standalone.architecture.House.tree;

import com.fasterxml.jackson.annotation.JsonValue;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import de.bwaldvogel.mongo.MongoServer;
import dev.quotaledger.query.ledger.Ledger;
import dev.quotaledger.query.pipeline.Pipeline;
import dev.quotaledger.query.reference.QuotaFigures;
import dev.quotaledger.query.store.PackedFacts;
import dev.quotaledger.runtime.audit.RefusedAttempts;
import dev.quotaledger.runtime.people.Directory;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import dev.quotaledger.runtime.readstore.ReadStore;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.sql.Connection;
import javax.sql.DataSource;
import org.axonframework.axonserver.connector.AxonServerConfiguration;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.AxonNonTransientException;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.extensions.mongo.MongoTemplate;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.bson.Document;
import org.flywaydb.core.Flyway;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.NullMarked;
import org.springframework.stereotype.Controller;
import tools.jackson.core.JsonParser;
import tools.jackson.core.json.JsonFactory;

/** Which package may know which. */
final class Directions {

  private Directions() {}

  private static final DescribedPredicate<JavaClass> MESSAGE_ANNOTATIONS_AND_THE_REFUSAL =
      belongToAnyOf(
          TargetAggregateIdentifier.class, Revision.class, AxonNonTransientException.class);

  /** Serves HTTP. */
  static final DescribedPredicate<JavaClass> CONTROLLERS = DescribedPredicate.describe(
      "controllers",
      type -> type.isAnnotatedWith(Controller.class) || type.isMetaAnnotatedWith(Controller.class));

  static ArchRule everyClassBelongsToAPart(House house) {
    return classes()
        .should()
        .resideInAnyPackage(house.parts().map(House::tree).toArray(String[]::new));
  }

  static ArchRule apiIsPure(House house) {
    return classes()
        .that()
        .resideInAPackage(tree(house.api()))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(
                tree(house.api()),
                "java.lang..",
                "java.math",
                "java.time..",
                "java.util",
                "java.util.function",
                "java.util.regex",
                "java.util.stream",
                "java.io",
                NullMarked.class.getPackageName(),
                JsonValue.class.getPackageName())
            .or(MESSAGE_ANNOTATIONS_AND_THE_REFUSAL))
        .because("the messages are the stored format, which must outlive every framework");
  }

  static ArchRule modelKnowsOnlyTheApiAndTheJdk(House house) {
    return classes()
        .that()
        .resideInAPackage(tree(house.model()))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(
            tree(house.api()),
            tree(house.model()),
            "java.lang..",
            "java.math",
            "java.time..",
            "java.util..",
            NullMarked.class.getPackageName()))
        .because("whoever checks our figures must be able to run the folds without the rest");
  }

  static ArchRule proofsKnowOnlyTheJdk(House house) {
    return classes()
        .that()
        .resideInAPackage(tree(house.proof()))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(
            tree(house.proof()),
            "java.io",
            "java.lang..",
            "java.nio..",
            "java.security..",
            "java.util..",
            NullMarked.class.getPackageName()))
        .because("whoever is handed a proof must be able to check it without the rest");
  }

  static ArchRule publishedKnowsOnlyTheApiAndAJsonParser(House house) {
    return classes()
        .that()
        .resideInAPackage(tree(house.published()))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(
            tree(house.api()),
            tree(house.published()),
            "java.io",
            "java.lang..",
            "java.math",
            "java.time..",
            "java.util..",
            JsonFactory.class.getPackageName() + "..",
            JsonParser.class.getPackageName(),
            NullMarked.class.getPackageName()))
        .because("whoever has the bytes of an event must be able to read them without the rest");
  }

  /** It is handed out with nothing but the pure packages. */
  static ArchRule verifierKnowsOnlyThePurePackages(House house) {
    return classes()
        .that()
        .resideInAPackage(tree(house.verifier()))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(
            tree(house.api()),
            tree(house.model()),
            tree(house.proof()),
            tree(house.published()),
            tree(house.verifier()),
            "java..",
            NullMarked.class.getPackageName()))
        .because("it must be small enough to be read by those who mistrust the rest");
  }

  static ArchRule runtimeKnowsNoSide(House house) {
    return noClasses()
        .that()
        .resideInAPackage(tree(house.runtime()))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            house.partsOtherThan(house.api(), house.model(), house.proof(), house.runtime()));
  }

  static ArchRule commandKnowsNoQuery(House house) {
    return noClasses()
        .that()
        .resideInAPackage(tree(house.command()))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(house.partsOtherThan(
            house.api(), house.model(), house.proof(), house.runtime(), house.command()));
  }

  static ArchRule queryKnowsNoCommand(House house) {
    return noClasses()
        .that()
        .resideInAPackage(tree(house.query()))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(house.partsOtherThan(
            house.api(),
            house.model(),
            house.proof(),
            house.published(),
            house.runtime(),
            house.query()));
  }

  static ArchRule commandFeaturesKnowNoSibling(House house) {
    return slices()
        .matching(house.command() + ".(*)..")
        .should()
        .notDependOnEachOther()
        .because("features speak to each other by events, and ask References");
  }

  /**
   * What features share beside their side's own package: how documents are written, what all figures
   * refer to, the
   * deals that they are computed from, and the ledger.
   */
  static ArchRule queryFeaturesKnowNoSibling(House house) {
    return slices()
        .matching(house.query() + ".(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            DescribedPredicate.alwaysTrue(),
            resideInAnyPackage(
                tree(PackedFacts.class),
                tree(QuotaFigures.class),
                tree(Pipeline.class),
                tree(Ledger.class)))
        .because("features of the read side share nothing but the events");
  }

  static ArchRule sidesKnowNoFeature(House house) {
    return noClasses()
        .that()
        .resideInAnyPackage(house.command(), house.query())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(house.command() + ".*..", house.query() + ".*..")
        .because("a feature must be removable without touching what all features stand on");
  }

  static ArchRule packagesAreFreeOfCycles(House house) {
    String root = house.api().substring(0, house.api().lastIndexOf('.'));
    return slices().matching(root + ".(**)").should().beFreeOfCycles();
  }

  static ArchRule onlyRuntimeKnowsTheEventStore(House house) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(tree(house.runtime()))
        .should()
        .dependOnClassesThat(resideInAnyPackage(
            tree(Connection.class),
            tree(DataSource.class),
            "org.springframework.jdbc..",
            tree(Flyway.class),
            tree(ConnectionProvider.class),
            tree(JdbcEventStorageEngine.class),
            tree(AxonServerConfiguration.class)));
  }

  static ArchRule onlyTheReadStoreKnowsWhichItIs(House house) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(tree(ReadStore.class))
        .should()
        .dependOnClassesThat(resideInAnyPackage(
                tree(MongoTemplate.class), tree(MongoServer.class), tree(MVStore.class))
            .or(belongToAnyOf(EmbeddedReadStore.class)));
  }

  /** Read models keep their documents themselves; of the runtime, only what keeps documents. */
  static ArchRule documentsStayOnTheReadSide(House house) {
    return noClasses()
        .that(resideInAnyPackage(
                tree(house.query()),
                tree(ReadStore.class),
                tree(Directory.class),
                tree(RefusedAttempts.class))
            .negate())
        .should()
        .dependOnClassesThat(resideInAnyPackage("com.mongodb..", tree(Document.class)));
  }

  static ArchRule controllersKnowNoStoreAndNoAggregate(House house) {
    return noClasses()
        .that(CONTROLLERS)
        .should()
        .dependOnClassesThat(resideInAnyPackage("com.mongodb..", tree(Document.class))
            .or(belongToAnyOf(
                ReadStore.class, VersionedDocuments.class, EventStore.class, CommandBus.class))
            .or(Purity.AGGREGATES));
  }
}
