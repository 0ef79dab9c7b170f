package dev.quotaledger.runtime.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.AlertId;
import dev.quotaledger.api.AlertRuleId;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.PlanState;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.SpendId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryId;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The code and the HTTP status of every refusal stay as they were published, since programs depend on
 * them. A new refusal is added to the list by hand.
 */
class RefusalContractTest {

  private static final Path CONTRACT = Path.of("src/test/resources/contracts/refusals.txt");

  private static final List<Object> VALUES = List.of(
      "text",
      List.of(),
      1L,
      1,
      LocalDate.of(2026, 2, 10),
      Money.of("1.00", "USD"),
      PlanState.DRAFT,
      new TeamId("north"),
      new RepId("275"),
      new PeriodId("Q1"),
      new TerritoryId("nordics"),
      new PlanId("fy26"),
      new DealId("crm-1"),
      new SpendId("ads-1"),
      new AlertRuleId("pace"),
      new AlertId("1"),
      Subject.house(),
      new QuotaLineKey(Subject.house(), null, null, new PeriodId("Q1")));

  @Test
  void everyRefusalHasItsPublishedCodeAndStatus() throws IOException {
    String published = refusals()
        .map(refusal -> Problems.of(refusal.asException()))
        .map(problem -> problem.code() + " " + problem.status().value() + "\n")
        .sorted()
        .collect(Collectors.joining());
    assertThat(published).as("what %s says", CONTRACT).isEqualTo(Files.readString(CONTRACT));
  }

  @Test
  void everyRefusalHasACodeOfItsOwnAndASentenceForPeople() {
    assertThat(refusals().map(Refusal::code))
        .doesNotHaveDuplicates()
        .allMatch(code -> code.matches("[a-z]+(-[a-z]+)*"));
    assertThat(refusals().map(Refusal::message))
        .allMatch(message -> message.matches("[A-Z'].*\\."));
  }

  private static Stream<Refusal> refusals() {
    return Arrays.stream(Refusal.class.getPermittedSubclasses()).map(RefusalContractTest::example);
  }

  private static Refusal example(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return (Refusal) type.getDeclaredConstructor(types)
          .newInstance(Arrays.stream(types).map(RefusalContractTest::value).toArray());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.toString(), e);
    }
  }

  private static Object value(Class<?> type) {
    Class<?> boxed = MethodType.methodType(type).wrap().returnType();
    return VALUES.stream()
        .filter(boxed::isInstance)
        .findFirst()
        .orElseThrow(() -> new AssertionError("Add a value of " + type + " to VALUES"));
  }
}
