package dev.quotaledger.runtime.security;

import static dev.quotaledger.runtime.security.Access.delete;
import static dev.quotaledger.runtime.security.Access.open;
import static dev.quotaledger.runtime.security.Access.patch;
import static dev.quotaledger.runtime.security.Access.post;
import static dev.quotaledger.runtime.security.Access.put;
import static dev.quotaledger.runtime.security.Access.read;
import static dev.quotaledger.runtime.security.Role.ADMIN;
import static dev.quotaledger.runtime.security.Role.AUDITOR;
import static dev.quotaledger.runtime.security.Role.INTEGRATOR;
import static dev.quotaledger.runtime.security.Role.MANAGER;
import static dev.quotaledger.runtime.security.Role.REP;
import static dev.quotaledger.runtime.security.Role.SALES_OPS;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Who may do what: one table, and whatever it does not name is denied to everybody. */
public final class AccessRules implements AuthorizationManager<RequestAuthorizationContext> {

  private static final Set<Role> OPERATORS = Set.of(ADMIN);
  private static final Set<Role> OBSERVERS = Set.of(ADMIN, AUDITOR);
  private static final Set<Role> PLANNERS = Set.of(ADMIN, SALES_OPS);
  private static final Set<Role> MANAGERS = Set.of(ADMIN, SALES_OPS, MANAGER);
  private static final Set<Role> SELLERS = Set.of(ADMIN, SALES_OPS, MANAGER, REP);
  private static final Set<Role> READERS = Set.of(ADMIN, SALES_OPS, AUDITOR);
  /** What of it a rep or a manager sees is decided for each alert, by its recipients. */
  private static final Set<Role> INBOX_READERS = Set.of(ADMIN, SALES_OPS, AUDITOR, MANAGER, REP);

  private static final Set<Role> INBOX_OWNERS = Set.of(ADMIN, SALES_OPS, MANAGER, REP);
  private static final Set<Role> FEEDERS = Set.of(ADMIN, SALES_OPS, INTEGRATOR);
  private static final Set<Role> FEED_READERS = Set.of(ADMIN, SALES_OPS, INTEGRATOR, AUDITOR);
  private static final Set<Role> SUBSCRIBERS = Set.of(ADMIN, INTEGRATOR);
  private static final Set<Role> SUBSCRIPTION_READERS = Set.of(ADMIN, INTEGRATOR, AUDITOR);

  private static final String API = "/api/v1";
  private static final String PLAN = API + "/plans/{planId}";
  private static final String PERIOD = PLAN + "/periods/{periodId}";
  private static final String TERRITORY = API + "/territories/{territoryId}";
  private static final String ONE_REP = API + "/reps/{repId}";
  private static final String WEBHOOK = API + "/webhooks/{webhookId}";

  /** The rules. A request follows the first one that fits its method and path. */
  public static final List<Access> TABLE = List.of(
      open("/actuator/health"),
      open("/actuator/health/liveness"),
      open("/actuator/health/readiness"),
      read(OBSERVERS, "/actuator/health/**"),
      read(OBSERVERS, "/actuator/info"),
      read(OBSERVERS, "/actuator/prometheus"),
      open("/v3/api-docs"),
      open("/v3/api-docs.yaml"),
      open("/v3/api-docs/**"),
      open("/docs"),
      open("/swagger-ui/**"),
      open(API + "/schemas"),
      open(API + "/schemas/{type}"),
      open(API + "/asyncapi.yaml"),
      read(FEED_READERS, API + "/events"),
      read(FEED_READERS, API + "/ledger/**"),
      post(SUBSCRIBERS, API + "/webhooks"),
      read(SUBSCRIPTION_READERS, API + "/webhooks"),
      read(SUBSCRIPTION_READERS, WEBHOOK),
      patch(SUBSCRIBERS, WEBHOOK),
      delete(SUBSCRIBERS, WEBHOOK),
      post(SUBSCRIBERS, WEBHOOK + "/verification"),
      post(SUBSCRIBERS, WEBHOOK + "/secret"),
      read(SUBSCRIPTION_READERS, WEBHOOK + "/deliveries"),
      post(SUBSCRIBERS, WEBHOOK + "/replays"),
      post(PLANNERS, API + "/calendars"),
      read(READERS, API + "/calendars"),
      post(PLANNERS, API + "/calendars/{calendarId}/periods"),
      read(READERS, API + "/calendars/{calendarId}"),
      post(PLANNERS, API + "/teams"),
      read(READERS, API + "/teams").inPart(),
      post(PLANNERS, API + "/teams/{teamId}/moves"),
      read(READERS, API + "/teams/{teamId}").inPart(),
      post(PLANNERS, API + "/reps"),
      read(READERS, API + "/reps").inPart(),
      post(PLANNERS, ONE_REP + "/transfers"),
      post(PLANNERS, ONE_REP + "/departure"),
      read(READERS, ONE_REP).inPart(),
      post(PLANNERS, API + "/territories"),
      read(READERS, API + "/territories"),
      post(PLANNERS, TERRITORY + "/assignments"),
      post(PLANNERS, TERRITORY + "/reallocations"),
      read(READERS, TERRITORY + "/reallocations/**"),
      read(READERS, TERRITORY),
      post(PLANNERS, API + "/plans"),
      read(READERS, API + "/plans"),
      read(READERS, PLAN),
      post(PLANNERS, PLAN + "/submission"),
      post(PLANNERS, PLAN + "/approval"),
      post(PLANNERS, PLAN + "/rejection"),
      post(PLANNERS, PLAN + "/publication"),
      post(PLANNERS, PLAN + "/revision"),
      read(READERS, PLAN + "/revision"),
      post(PLANNERS, PLAN + "/revision/abandonment"),
      post(PLANNERS, PLAN + "/closure"),
      post(PLANNERS, PERIOD + "/closure"),
      post(PLANNERS, PERIOD + "/reopening"),
      put(PLANNERS, PLAN + "/quotas"),
      read(READERS, PLAN + "/quotas").inPart(),
      post(PLANNERS, PLAN + "/adjustments"),
      read(READERS, PLAN + "/attainment").inPart(),
      read(READERS, PLAN + "/attainment/explain").inPart(),
      read(READERS, PLAN + "/history").inPart(),
      put(PLANNERS, PLAN + "/stage-probabilities"),
      post(SELLERS, PLAN + "/forecast/calls"),
      read(READERS, PLAN + "/forecast/calls").inPart(),
      post(MANAGERS, PLAN + "/forecast/adjustments"),
      read(READERS, PLAN + "/forecast").inPart(),
      read(READERS, PLAN + "/forecast/explain").inPart(),
      read(READERS, PLAN + "/forecast/**"),
      read(READERS, PLAN + "/report.zip"),
      read(READERS, PLAN + "/report.xlsx"),
      read(READERS, PLAN + "/pace").inPart(),
      read(READERS, PLAN + "/year-to-date").inPart(),
      read(READERS, PLAN + "/year-to-date/explain").inPart(),
      read(READERS, PLAN + "/changes").inPart(),
      read(READERS, PLAN + "/compare"),
      read(READERS, PLAN + "/leaderboard").inPart(),
      read(READERS, PLAN + "/gaps"),
      read(READERS, PLAN + "/fairness"),
      read(READERS, PLAN + "/fairness/explain"),
      read(READERS, API + "/metrics/conversion").inPart(),
      read(READERS, API + "/metrics/conversion/explain").inPart(),
      read(READERS, API + "/metrics/deals").inPart(),
      read(READERS, API + "/metrics/deals/explain").inPart(),
      read(READERS, API + "/metrics/coverage").inPart(),
      read(READERS, API + "/metrics/coverage/explain").inPart(),
      read(READERS, API + "/metrics/**"),
      read(FEED_READERS, API + "/data-quality/**"),
      post(PLANNERS, API + "/forecasts/backtest"),
      read(READERS, API + "/alert-rules"),
      put(PLANNERS, API + "/alert-rules/{ruleId}"),
      delete(PLANNERS, API + "/alert-rules/{ruleId}"),
      read(READERS, API + "/alert-rules/{ruleId}"),
      read(INBOX_READERS, API + "/alerts"),
      read(INBOX_READERS, API + "/alerts/{alertId}"),
      post(INBOX_OWNERS, API + "/alerts/{alertId}/acknowledgement"),
      read(FEED_READERS, API + "/deals").inPart(),
      put(FEEDERS, API + "/deals/{dealId}"),
      patch(FEEDERS, API + "/deals/{dealId}"),
      delete(FEEDERS, API + "/deals/{dealId}"),
      put(MANAGERS, API + "/deals/{dealId}/forecast-category"),
      post(FEEDERS, API + "/deals:batch"),
      read(FEED_READERS, API + "/deals/{dealId}").inPart(),
      post(FEEDERS, API + "/leads"),
      read(FEED_READERS, API + "/leads").inPart(),
      put(FEEDERS, API + "/leads/{leadId}"),
      read(FEED_READERS, API + "/leads/{leadId}").inPart(),
      post(FEEDERS, API + "/spend"),
      read(FEED_READERS, API + "/spend"),
      delete(FEEDERS, API + "/spend/{spendId}"),
      read(FEED_READERS, API + "/spend/{spendId}"),
      post(FEEDERS, API + "/imports/{kind}"),
      read(FEED_READERS, API + "/imports"),
      read(FEED_READERS, API + "/imports/{importId}"),
      read(FEED_READERS, API + "/imports/{importId}/rejections"),
      read(OBSERVERS, API + "/audit/**"),
      post(OBSERVERS, API + "/audit/counterfactuals"),
      read(OBSERVERS, API + "/admin/**"),
      post(OPERATORS, API + "/admin/**"),
      delete(OPERATORS, API + "/admin/**"));

  private static final List<Row> ROWS = TABLE.stream()
      .map(access -> new Row(access, PathPatternRequestMatcher.pathPattern(access.path())))
      .toList();

  private record Row(Access access, PathPatternRequestMatcher path) {}

  /** Grants what the first fitting rule grants. */
  @Override
  public AuthorizationDecision authorize(
      Supplier<? extends @Nullable Authentication> authentication,
      RequestAuthorizationContext context) {
    HttpServletRequest request = context.getRequest();
    for (Row row : ROWS) {
      if (row.access().method().equals(methodOf(request))) {
        if (row.path().matches(request)) {
          return new AuthorizationDecision(row.access().open()
              || Callers.of(authentication.get())
                  .map(caller -> allows(row.access(), caller, request))
                  .orElse(false));
        }
      }
    }
    return new AuthorizationDecision(false);
  }

  /** A caller who is no rep has nobody below, and no part in anything. */
  private static boolean allows(Access access, Caller caller, HttpServletRequest request) {
    if (caller.isAnyOf(access.roles())) {
      return true;
    }
    boolean inPart = caller.isAnyOf(access.bounded()) && caller.repId() != null;
    if (inPart) {
      Bounded.bound(request, caller);
    }
    return inPart;
  }

  /** The methods for which there are rules at a request's path. */
  static Set<HttpMethod> methodsAt(HttpServletRequest request) {
    return ROWS.stream()
        .filter(row -> row.path().matches(request))
        .map(row -> row.access().method())
        .collect(Collectors.toSet());
  }

  static HttpMethod methodOf(HttpServletRequest request) {
    HttpMethod method = HttpMethod.valueOf(request.getMethod());
    return method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
  }
}
