package dev.quotaledger.command.imports;

import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.command.References;
import dev.quotaledger.runtime.web.TextInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The profiles that there are: those that come with the program, and those of the configuration. */
@Component
final class ImportProfiles {

  private static final List<String> SHIPPED = List.of("salesforce-opportunity", "hubspot-deal");
  private static final List<String> REQUIRED = List.of("dealId", "stage");
  private static final int MOST_BASES = 10;

  private final Map<String, ImportProfile> byName = new TreeMap<>();
  private final References references;

  ImportProfiles(ImportProperties settings, References references) {
    this.references = references;
    Map<String, ImportProfile> all = new TreeMap<>();
    SHIPPED.forEach(name -> all.put(name, shipped(name)));
    all.putAll(settings.profiles());
    all.forEach((name, profile) -> byName.put(name, checked(name, whole(name, profile, all))));
  }

  /**
   * A profile as an import uses it.
   *
   * @param name what it is called in configuration
   */
  record Used(String name, ImportProfile profile) {}

  /**
   * The profile that a request names.
   *
   * @param calendarId the calendar in whose time zone days are taken; null for that of the profile
   * @param currency that of amounts without one; null for that of the profile
   * @throws InvalidValue when there is no such profile, or the kind has none
   */
  Used used(ImportKind kind, String name, @Nullable String calendarId, @Nullable String currency) {
    ImportProfile profile = byName.get(name);
    if (profile == null || kind != ImportKind.DEALS) {
      String expected = kind == ImportKind.DEALS
          ? "one of " + String.join(", ", byName.keySet())
          : "none, since there are profiles of deals alone";
      throw new InvalidValue("profile", expected, name);
    }
    String code =
        currency == null ? null : TextInput.currency("currency", currency).getCurrencyCode();
    return new Used(name, profile.with(code, calendarId == null ? null : zoneOf(calendarId)));
  }

  private String zoneOf(String calendarId) {
    return references
        .calendar(new CalendarId(calendarId))
        .orElseThrow(() -> new Refusal.UnknownReference("calendarId", calendarId).asException())
        .timeZone()
        .getId();
  }

  private static ImportProfile shipped(String name) {
    try (InputStream json = ImportProfiles.class.getResourceAsStream(name + ".json")) {
      if (json == null) {
        throw new IllegalStateException("The profile " + name + " is missing from the program");
      }
      return new JsonMapper().readValue(json, ImportProfile.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ImportProfile whole(
      String name, ImportProfile profile, Map<String, ImportProfile> all) {
    ImportProfile whole = profile;
    String basedOn = profile.basedOn();
    for (int bases = 0; basedOn != null; bases++) {
      // under its own name, a configured profile may stand on the one that comes with the program
      ImportProfile base =
          basedOn.equals(name) && SHIPPED.contains(name) ? shipped(name) : all.get(basedOn);
      if (base == null || bases == MOST_BASES) {
        throw new IllegalArgumentException(
            "quotaledger.imports.profiles.%s.based-on leads to no profile: %s"
                .formatted(name, basedOn));
      }
      whole = whole.over(base);
      basedOn = base.basedOn();
    }
    return whole;
  }

  private static ImportProfile checked(String name, ImportProfile profile) {
    if (profile.version() == null
        || profile.source() == null
        || !profile.columns().keySet().containsAll(REQUIRED)) {
      throw new IllegalArgumentException(
          "quotaledger.imports.profiles.%s lacks one of version, source, columns.dealId, columns.stage"
              .formatted(name));
    }
    List<String> unknown = profile.columns().keySet().stream()
        .filter(column -> !ImportKind.DEALS.knows(column))
        .sorted()
        .toList();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "quotaledger.imports.profiles.%s.columns names columns that deals have not: %s"
              .formatted(name, unknown));
    }
    return profile;
  }
}
