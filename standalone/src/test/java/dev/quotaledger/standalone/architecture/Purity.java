package dev.quotaledger.standalone.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static dev.quotaledger.standalone.architecture.House.tree;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.quotaledger.query.Projection;
import dev.quotaledger.query.ReadModel;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.common.Registration;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.gateway.EventGateway;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.Message;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.NullMarked;

/**
 * What may be known where the same input must always give the same result. A class is judged with
 * everything of ours that it can reach.
 */
final class Purity {

  private Purity() {}

  static final DescribedPredicate<JavaClass> AGGREGATES = DescribedPredicate.describe(
      "aggregates",
      type -> type.getMethods().stream()
          .anyMatch(method -> method.isAnnotatedWith(CommandHandler.class)
              || method.isAnnotatedWith(EventSourcingHandler.class)));

  private static final Map<String, Set<String>> CLOCKS_AND_CHANCE = Map.of(
      Clock.class.getName(),
      Set.of("systemUTC", "systemDefaultZone", "system", "instant", "millis", "tick"),
      System.class.getName(),
      Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty"),
      UUID.class.getName(),
      Set.of("randomUUID"),
      Math.class.getName(),
      Set.of("random"));

  static ArchRule decisionsComeFromStateAndMessageAlone(House house) {
    return classes()
        .that(AGGREGATES.or(resideInAPackage(tree(house.model()))))
        .should(reachOnly(
            house,
            resideInAnyPackage(
                "java.lang",
                "java.lang.annotation",
                "java.lang.invoke",
                "java.lang.runtime",
                "java.io",
                "java.math",
                "java.time..",
                "java.util",
                "java.util.function",
                "java.util.regex",
                "java.util.stream",
                NullMarked.class.getPackageName(),
                "com.fasterxml.jackson.annotation",
                tree(CommandHandler.class),
                tree(Registration.class),
                tree(EventMessage.class),
                tree(EventSourcingHandler.class),
                tree(Message.class),
                tree(AggregateLifecycle.class),
                tree(Revision.class))))
        .andShould(reachNoClockAndNoChance(house));
  }

  static ArchRule projectionsGiveTheSameAgain(House house) {
    return classes()
        .that(assignableTo(ReadModel.class).or(assignableTo(Projection.class)))
        .should(reachNoClockAndNoChance(house))
        .andShould(reachOnly(
            house,
            resideInAnyPackage(
                    "org.springframework.web..",
                    "org.springframework.http..",
                    "java.net..",
                    tree(CommandHandler.class),
                    tree(EventGateway.class))
                .negate()
                .as("are neither HTTP nor commands nor events of their own")));
  }

  /** A reaction does something to others, which no reset may repeat. */
  static ArchRule reactionsRefuseAReset(House house) {
    return classes()
        .that(DescribedPredicate.describe(
            "are ours and handle events",
            type -> house.owns(type)
                && type.getMethods().stream()
                    .anyMatch(method -> method.isAnnotatedWith(EventHandler.class))))
        .should()
        .beAnnotatedWith(ProcessingGroup.class)
        .andShould()
        .beAnnotatedWith(DisallowReplay.class);
  }

  private static ArchCondition<JavaClass> reachOnly(
      House house, DescribedPredicate<? super JavaClass> allowed) {
    return new ArchCondition<>("with what they reach, only depend on classes that " + allowed) {
      @Override
      public void check(JavaClass start, ConditionEvents events) {
        for (JavaClass reached : reach(house, start)) {
          for (Dependency dependency : reached.getDirectDependenciesFromSelf()) {
            JavaClass target = dependency.getTargetClass().getBaseComponentType();
            if (!target.isPrimitive() && !house.owns(target) && !allowed.test(target)) {
              events.add(violation(start, dependency.getDescription()));
            }
          }
        }
      }
    };
  }

  private static ArchCondition<JavaClass> reachNoClockAndNoChance(House house) {
    return new ArchCondition<>("with what they reach, ask neither a clock nor chance") {
      @Override
      public void check(JavaClass start, ConditionEvents events) {
        reach(house, start).stream()
            .flatMap(reached -> reached.getCodeUnitAccessesFromSelf().stream())
            .filter(access -> isClockOrChance(access.getTarget()))
            .forEach(access -> events.add(violation(start, access.getDescription())));
      }
    };
  }

  private static boolean isClockOrChance(CodeUnitAccessTarget target) {
    JavaClass owner = target.getOwner();
    if (target.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)) {
      return owner.isAssignableTo(Random.class);
    }
    return (owner.getName().startsWith("java.time.") && target.getName().equals("now"))
        || owner.isAssignableTo(Random.class)
        || CLOCKS_AND_CHANCE.getOrDefault(owner.getName(), Set.of()).contains(target.getName());
  }

  private static ConditionEvent violation(JavaClass start, String what) {
    return SimpleConditionEvent.violated(start, start.getName() + " reaches: " + what);
  }

  private static Set<JavaClass> reach(House house, JavaClass start) {
    Set<JavaClass> reached = new LinkedHashSet<>(Set.of(start));
    Queue<JavaClass> open = new ArrayDeque<>(reached);
    while (!open.isEmpty()) {
      for (Dependency dependency : open.remove().getDirectDependenciesFromSelf()) {
        JavaClass target = dependency.getTargetClass().getBaseComponentType();
        if (house.owns(target) && reached.add(target)) {
          open.add(target);
        }
      }
    }
    return reached;
  }
}
