package dev.quotaledger.standalone.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.quotaledger.api.DomainCommand;
import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.command.CommandSideConfiguration;
import dev.quotaledger.model.QuotaLine;
import dev.quotaledger.proof.MerkleTree;
import dev.quotaledger.published.PublishedEvent;
import dev.quotaledger.query.ReadModel;
import dev.quotaledger.runtime.RuntimeConfiguration;
import dev.quotaledger.standalone.StandaloneApplication;
import dev.quotaledger.standalone.architecture.bad.BadHouse;
import dev.quotaledger.standalone.architecture.bad.api.BadEvent;
import dev.quotaledger.standalone.architecture.bad.command.BadCommandSide;
import dev.quotaledger.standalone.architecture.bad.model.BadModel;
import dev.quotaledger.standalone.architecture.bad.proof.BadProof;
import dev.quotaledger.standalone.architecture.bad.published.BadPublished;
import dev.quotaledger.standalone.architecture.bad.query.BadQuerySide;
import dev.quotaledger.standalone.architecture.bad.runtime.BadRuntime;
import dev.quotaledger.standalone.architecture.bad.verifier.BadVerifier;
import dev.quotaledger.verifier.VerifierApplication;
import java.util.List;
import java.util.stream.Stream;

/**
 * Classes that are divided into the parts of the design; a part is a package with all below it. The
 * same rules run in the product's house and in the one of deliberate mistakes.
 *
 * @param classes all that are judged, without tests
 * @param messages the interfaces of what is sent, stored or answered as a refusal
 * @param event the interface of what is stored
 */
record House(
    JavaClasses classes,
    String api,
    String model,
    String proof,
    String published,
    String runtime,
    String command,
    String query,
    String verifier,
    String standalone,
    List<Class<?>> messages,
    Class<?> event) {

  static final House QUOTALEDGER = new House(
      new ClassFileImporter()
          .withImportOption(at -> !at.contains("test-classes") && !at.contains("-tests.jar"))
          .importPackages("dev.quotaledger"),
      DomainEvent.class.getPackageName(),
      QuotaLine.class.getPackageName(),
      MerkleTree.class.getPackageName(),
      PublishedEvent.class.getPackageName(),
      RuntimeConfiguration.class.getPackageName(),
      CommandSideConfiguration.class.getPackageName(),
      ReadModel.class.getPackageName(),
      VerifierApplication.class.getPackageName(),
      StandaloneApplication.class.getPackageName(),
      List.of(DomainCommand.class, DomainEvent.class, Refusal.class),
      DomainEvent.class);

  static final House BAD = new House(
      new ClassFileImporter().importPackagesOf(BadHouse.class),
      BadEvent.class.getPackageName(),
      BadModel.class.getPackageName(),
      BadProof.class.getPackageName(),
      BadPublished.class.getPackageName(),
      BadRuntime.class.getPackageName(),
      BadCommandSide.class.getPackageName(),
      BadQuerySide.class.getPackageName(),
      BadVerifier.class.getPackageName(),
      BadHouse.class.getPackageName() + ".standalone",
      List.of(BadEvent.class),
      BadEvent.class);

  /** The product's house before anything was in it, or after everything was renamed. */
  static final House EMPTY = QUOTALEDGER.with(new ClassFileImporter().importClasses());

  private House with(JavaClasses others) {
    return new House(
        others,
        api,
        model,
        proof,
        published,
        runtime,
        command,
        query,
        verifier,
        standalone,
        messages,
        event);
  }

  Stream<String> parts() {
    return Stream.of(api, model, proof, published, runtime, command, query, verifier, standalone);
  }

  /** The parts of this house other than the given ones, each with all below it. */
  String[] partsOtherThan(String... allowed) {
    List<String> kept = List.of(allowed);
    return parts().filter(part -> !kept.contains(part)).map(House::tree).toArray(String[]::new);
  }

  /** Whether the class is one of those that are judged. */
  boolean owns(JavaClass type) {
    return classes.contain(type.getName());
  }

  /** A package with all below it, as a pattern. */
  static String tree(String name) {
    return name + "..";
  }

  /** The package of a type with all below it, as a pattern. */
  static String tree(Class<?> type) {
    return tree(type.getPackageName());
  }
}
