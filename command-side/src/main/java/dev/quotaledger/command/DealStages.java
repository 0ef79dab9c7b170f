package dev.quotaledger.command;

import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.InvalidValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/** What the stages of deals are called: by their own names, and as configuration says. */
@Component
@EnableConfigurationProperties(DealStages.Properties.class)
public final class DealStages {

  private final Map<String, DealStage> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final List<String> names;

  /**
   * Settings of deals.
   *
   * @param stages what other systems call the stages, whatever the case: {@code [Closed Won]} is
   *     {@code WON}. The stages' own names always work, and cannot be given to others.
   */
  @ConfigurationProperties("quotaledger.deals")
  record Properties(@DefaultValue Map<String, DealStage> stages) {

    /** Throws {@link IllegalArgumentException} for a stage's own name as that of another. */
    Properties {
      stages.forEach((name, stage) -> {
        if (isOwnNameOfAnother(name, stage)) {
          throw new IllegalArgumentException(
              "quotaledger.deals.stages[%s] is a stage itself and cannot be %s"
                  .formatted(name, stage));
        }
      });
    }

    private static boolean isOwnNameOfAnother(String name, DealStage stage) {
      return Arrays.stream(DealStage.values())
          .anyMatch(own -> own != stage && own.name().equals(name.toUpperCase(Locale.ROOT)));
    }
  }

  DealStages(Properties properties) {
    byName.putAll(properties.stages());
    names = Stream.concat(
            Arrays.stream(DealStage.values()).map(DealStage::name),
            properties.stages().keySet().stream().sorted())
        .distinct()
        .toList();
  }

  /**
   * The stage of that name.
   *
   * @param field what an error names
   * @throws InvalidValue when there is none
   */
  public DealStage stage(String field, String name) {
    DealStage configured = byName.get(name);
    return configured != null
        ? configured
        : Arrays.stream(DealStage.values())
            .filter(stage -> stage.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new InvalidValue(field, "one of " + String.join(", ", names), name));
  }
}
