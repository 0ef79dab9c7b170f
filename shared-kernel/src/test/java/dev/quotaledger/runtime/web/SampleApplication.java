package dev.quotaledger.runtime.web;

import dev.quotaledger.api.RepId;
import dev.quotaledger.runtime.security.Caller;
import dev.quotaledger.runtime.security.Role;
import java.util.Set;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.SecurityFilterChain;

/** The web part alone, with the sample controller, and everybody being the same caller. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
    exclude = {
      DataSourceAutoConfiguration.class,
      DataSourceTransactionManagerAutoConfiguration.class,
      FlywayAutoConfiguration.class
    })
@Import({WebConfiguration.class, SampleController.class})
class SampleApplication {

  static final Caller CALLER = new Caller("ann", Set.of(Role.SALES_OPS), new RepId("275"));

  @Bean
  SecurityFilterChain everybodyIsAnn(HttpSecurity http) {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(AbstractHttpConfigurer::disable)
        .anonymous(anonymous -> anonymous
            .principal(CALLER)
            .authorities(AuthorityUtils.createAuthorityList("SALES_OPS")))
        .build();
  }
}
