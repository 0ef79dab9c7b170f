package dev.quotaledger.standalone.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static dev.quotaledger.standalone.architecture.House.tree;

import com.thoughtworks.xstream.XStream;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.Resource;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.xml.XStreamSerializer;
import org.jspecify.annotations.NullMarked;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Profile;

/** What types look like. */
final class Forms {

  private static final Set<Class<?>> PLAIN = Set.of(
      String.class,
      BigDecimal.class,
      Currency.class,
      Integer.class,
      Long.class,
      Boolean.class,
      List.class,
      Map.class,
      Set.class);

  private static final Pattern EMPTY_WORD =
      Pattern.compile(".*(Manager|Helper|Utils?|Impl|Dto|DTO|Base|Info)");

  private Forms() {}

  static ArchRule publicOnlyWhereAnotherPackageNeedsIt(House house) {
    return classes()
        .that(DescribedPredicate.describe("are public", Forms::isPublicTopLevel))
        .and(not(resideInAnyPackage(
            tree(house.api()),
            tree(house.model()),
            tree(house.proof()),
            tree(house.published()),
            tree(house.runtime()))))
        .and()
        .haveSimpleNameNotEndingWith("Application")
        .should(be(
            DescribedPredicate.describe("used by another package", Forms::isUsedByAnotherPackage)));
  }

  private static boolean isPublicTopLevel(JavaClass type) {
    return type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC);
  }

  private static boolean isUsedByAnotherPackage(JavaClass type) {
    return type.getDirectDependenciesToSelf().stream()
        .anyMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName()));
  }

  static ArchRule messagesAreRecordsWithinASealedInterface(House house) {
    return classes()
        .that(areMessages(house))
        .should(be(DescribedPredicate.describe(
            "a record within a sealed interface",
            type -> type.isRecord()
                && type.getEnclosingClass()
                    .filter(outer -> outer.isInterface() && outer.reflect().isSealed())
                    .isPresent())));
  }

  static ArchRule messagesCarryOnlyPlainValues(House house) {
    return fields()
        .that()
        .areDeclaredInClassesThat(areMessages(house))
        .and()
        .areNotStatic()
        .should(
            new ArchCondition<>("be values of the api, numbers, texts, times or lists of them") {
              @Override
              public void check(JavaField field, ConditionEvents events) {
                field.getType().getAllInvolvedRawTypes().stream()
                    .filter(type -> !isPlain(house, type))
                    .map(type -> field.getFullName() + " is a " + type.getName())
                    .forEach(what -> events.add(SimpleConditionEvent.violated(field, what)));
              }
            });
  }

  private static boolean isPlain(House house, JavaClass type) {
    return type.isPrimitive()
        || type.getPackageName().equals(house.api())
        || type.getPackageName().equals("java.time")
        || PLAIN.stream().anyMatch(type::isEquivalentTo);
  }

  static ArchRule eventsSayWhichRevisionTheyAre(House house) {
    return classes()
        .that(areMessages(house))
        .and()
        .areAssignableTo(house.event())
        .should()
        .beAnnotatedWith(Revision.class);
  }

  private static DescribedPredicate<JavaClass> areMessages(House house) {
    return DescribedPredicate.describe(
        "are messages",
        type -> !type.isInterface() && house.messages().stream().anyMatch(type::isAssignableTo));
  }

  static ArchRule nothingIsInjectedIntoFields(House house) {
    return fields()
        .that()
        .areDeclaredInClassesThat(DescribedPredicate.describe("are ours", house::owns))
        .should()
        .notBeAnnotatedWith(Autowired.class)
        .andShould()
        .notBeAnnotatedWith(Value.class)
        .andShould()
        .notBeAnnotatedWith(Resource.class);
  }

  static ArchRule profilesAreChosenOutsideTheSides(House house) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(tree(house.runtime()), tree(house.standalone()))
        .should()
        .beAnnotatedWith(Profile.class);
  }

  static ArchRule everyPackageIsNullMarked(House house) {
    return classes()
        .that(DescribedPredicate.describe("are ours", house::owns))
        .should(be(DescribedPredicate.describe(
            "in a package marked @NullMarked",
            type -> type.getPackage().isAnnotatedWith(NullMarked.class))));
  }

  static ArchRule nothingUsesXStream(House house) {
    return noClasses()
        .that(DescribedPredicate.describe("are ours", house::owns))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(tree(XStream.class), tree(XStreamSerializer.class)));
  }

  /** But for the verifier, which is a command line. */
  static ArchRule everythingLogsThroughSlf4j(House house) {
    return noClasses()
        .that(DescribedPredicate.describe("are ours", house::owns))
        .and()
        .resideOutsideOfPackage(tree(house.verifier()))
        .should(ACCESS_STANDARD_STREAMS)
        .orShould()
        .dependOnClassesThat(resideInAPackage("java.util.logging.."));
  }

  static ArchRule namesSayWhatAThingIs(House house) {
    return classes()
        .that(DescribedPredicate.describe("are ours", house::owns))
        .should(be(DescribedPredicate.describe(
            "named after what they are",
            type -> !EMPTY_WORD.matcher(type.getSimpleName()).matches())));
  }
}
