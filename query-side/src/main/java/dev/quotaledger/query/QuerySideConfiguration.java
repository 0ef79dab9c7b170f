package dev.quotaledger.query;

import dev.quotaledger.runtime.RuntimeConfiguration;
import dev.quotaledger.runtime.audit.AuditConfiguration;
import dev.quotaledger.runtime.people.PeopleConfiguration;
import dev.quotaledger.runtime.readstore.ReadStoreConfiguration;
import dev.quotaledger.runtime.security.SecurityConfiguration;
import dev.quotaledger.runtime.web.WebConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;

/**
 * The query side: its read models and HTTP resources, on the event store and the read store. Beans
 * that are found are named by their whole class names, since both sides may have a class of one name.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan(nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
@Import({
  RuntimeConfiguration.class,
  ReadStoreConfiguration.class,
  PeopleConfiguration.class,
  AuditConfiguration.class,
  WebConfiguration.class,
  SecurityConfiguration.class
})
public class QuerySideConfiguration {}
