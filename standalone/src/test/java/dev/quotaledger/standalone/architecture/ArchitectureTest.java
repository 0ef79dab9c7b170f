package dev.quotaledger.standalone.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import dev.quotaledger.standalone.architecture.bad.BadHouse;
import dev.quotaledger.standalone.architecture.bad.api.BadEvent;
import dev.quotaledger.standalone.architecture.bad.api.BadTopLevel;
import dev.quotaledger.standalone.architecture.bad.command.BadCommandSide;
import dev.quotaledger.standalone.architecture.bad.command.deal.BadDeal;
import dev.quotaledger.standalone.architecture.bad.command.quotaplan.BadPlan;
import dev.quotaledger.standalone.architecture.bad.model.BadModel;
import dev.quotaledger.standalone.architecture.bad.proof.BadProof;
import dev.quotaledger.standalone.architecture.bad.published.BadPublished;
import dev.quotaledger.standalone.architecture.bad.query.BadQuerySide;
import dev.quotaledger.standalone.architecture.bad.query.attainment.BadAttainment;
import dev.quotaledger.standalone.architecture.bad.query.history.BadHistory;
import dev.quotaledger.standalone.architecture.bad.runtime.BadRuntime;
import dev.quotaledger.standalone.architecture.bad.unmarked.BadNulls;
import dev.quotaledger.standalone.architecture.bad.verifier.BadVerifier;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The product keeps every rule, every rule finds the deliberate mistakes that it is for, and none is
 * kept just because there was nothing to judge.
 */
class ArchitectureTest {

  /** A rule, and the mistakes that show that it is one. */
  record Guard(String name, Function<House, ArchRule> rule, List<Class<?>> mistakes) {

    Guard(String name, Function<House, ArchRule> rule, Class<?>... mistakes) {
      this(name, rule, List.of(mistakes));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Guard> guards() {
    return Stream.of(directions(), purity(), forms()).flatMap(Function.identity());
  }

  private static Stream<Guard> directions() {
    return Stream.of(
        new Guard(
            "every class belongs to a part", Directions::everyClassBelongsToAPart, BadHouse.class),
        new Guard("the api is pure", Directions::apiIsPure, BadEvent.Logged.class),
        new Guard(
            "the model knows only the api and the JDK",
            Directions::modelKnowsOnlyTheApiAndTheJdk,
            BadModel.Stored.class),
        new Guard(
            "the proofs know only the JDK",
            Directions::proofsKnowOnlyTheJdk,
            BadProof.Stored.class,
            BadProof.OfAMessage.class),
        new Guard(
            "published events know only the api and a JSON parser",
            Directions::publishedKnowsOnlyTheApiAndAJsonParser,
            BadPublished.Mapped.class),
        new Guard(
            "the verifier knows only the pure packages",
            Directions::verifierKnowsOnlyThePurePackages,
            BadVerifier.AsksTheRuntime.class),
        new Guard(
            "the runtime knows no side",
            Directions::runtimeKnowsNoSide,
            BadRuntime.KnowsDeals.class),
        new Guard(
            "the command side knows nothing of the query side",
            Directions::commandKnowsNoQuery,
            BadDeal.ReadsFigures.class),
        new Guard(
            "the query side knows nothing of the command side",
            Directions::queryKnowsNoCommand,
            BadAttainment.Decides.class),
        new Guard(
            "features of the command side know no sibling",
            Directions::commandFeaturesKnowNoSibling,
            BadDeal.KnowsPlans.class),
        new Guard(
            "features of the query side know no sibling",
            Directions::queryFeaturesKnowNoSibling,
            BadAttainment.KnowsHistory.class),
        new Guard(
            "what features stand on knows no feature",
            Directions::sidesKnowNoFeature,
            BadCommandSide.KnowsDeals.class,
            BadQuerySide.KnowsHistory.class),
        new Guard(
            "packages are free of cycles",
            Directions::packagesAreFreeOfCycles,
            BadPlan.KnowsDeals.class,
            BadDeal.KnowsPlans.class),
        new Guard(
            "only the runtime knows the event store",
            Directions::onlyRuntimeKnowsTheEventStore,
            BadAttainment.ReadsTables.class,
            BadDeal.AppendsToAxonServer.class),
        new Guard(
            "only the read store knows which one it is",
            Directions::onlyTheReadStoreKnowsWhichItIs,
            BadAttainment.KnowsTheEmbeddedStore.class,
            BadRuntime.KeepsTokens.class),
        new Guard(
            "documents stay on the read side",
            Directions::documentsStayOnTheReadSide,
            BadDeal.KeepsDocuments.class),
        new Guard(
            "controllers know no store and no aggregate",
            Directions::controllersKnowNoStoreAndNoAggregate,
            BadAttainment.ServesDocuments.class,
            BadDeal.ServesTheAggregate.class));
  }

  private static Stream<Guard> purity() {
    return Stream.of(
        new Guard(
            "decisions come from state and message alone",
            Purity::decisionsComeFromStateAndMessageAlone,
            BadDeal.Clocked.class,
            BadPlan.Draws.class,
            BadPlan.Asks.class,
            BadModel.Clocked.class),
        new Guard(
            "projections give the same again",
            Purity::projectionsGiveTheSameAgain,
            BadAttainment.Clocked.class,
            BadHistory.Sends.class,
            BadHistory.Publishes.class),
        new Guard(
            "reactions refuse a reset", Purity::reactionsRefuseAReset, BadDeal.ReactsAgain.class));
  }

  private static Stream<Guard> forms() {
    return Stream.of(
        new Guard(
            "public is only what another package needs",
            Forms::publicOnlyWhereAnotherPackageNeedsIt,
            BadQuerySide.class),
        new Guard(
            "messages are records within a sealed interface",
            Forms::messagesAreRecordsWithinASealedInterface,
            BadEvent.Logged.class,
            BadTopLevel.class),
        new Guard(
            "messages carry only plain values",
            Forms::messagesCarryOnlyPlainValues,
            BadEvent.Hired.class),
        new Guard(
            "events say which revision they are",
            Forms::eventsSayWhichRevisionTheyAre,
            BadEvent.Hired.class),
        new Guard(
            "nothing is injected into fields",
            Forms::nothingIsInjectedIntoFields,
            BadRuntime.Injected.class),
        new Guard(
            "profiles are chosen outside the sides",
            Forms::profilesAreChosenOutsideTheSides,
            BadQuerySide.Profiled.class),
        new Guard("every package is null-marked", Forms::everyPackageIsNullMarked, BadNulls.class),
        new Guard("nothing uses XStream", Forms::nothingUsesXStream, BadRuntime.WritesXml.class),
        new Guard(
            "everything logs through SLF4J",
            Forms::everythingLogsThroughSlf4j,
            BadRuntime.Prints.class,
            BadRuntime.LogsToTheJdk.class),
        new Guard(
            "names say what a thing is",
            Forms::namesSayWhatAThingIs,
            BadRuntime.PlanManager.class));
  }

  @ParameterizedTest
  @MethodSource("guards")
  void theProductKeepsIt(Guard guard) {
    guard.rule().apply(House.QUOTALEDGER).check(House.QUOTALEDGER.classes());
  }

  @ParameterizedTest
  @MethodSource("guards")
  void itFindsTheMistakesThatItIsFor(Guard guard) {
    EvaluationResult found = guard.rule().apply(House.BAD).evaluate(House.BAD.classes());

    assertThat(found.getFailureReport().getDetails())
        .as("mistakes that were found")
        .satisfies(details -> assertThat(guard.mistakes())
            .isNotEmpty()
            .allSatisfy(mistake -> assertThat(details)
                .anySatisfy(detail -> assertThat(detail).contains(mistake.getName()))));
  }

  @ParameterizedTest
  @MethodSource("guards")
  void itNeverHoldsOfNothing(Guard guard) {
    ArchRule rule = guard.rule().apply(House.EMPTY);

    assertThatThrownBy(() -> rule.check(House.EMPTY.classes()))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("failed to check any classes");
  }
}
