package dev.quotaledger.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The columns of origins take the place of those of the deals; all else is sent as it is. */
class DealsWithOriginsTest {

  private static final String DEALS = """
      dealId,source,stage,amount,createdOn,closedOn,leadId
      aw-1,adventureworks,WON,10.2500,2013-05-30,2013-05-30,
      aw-2,adventureworks,WON,11.5000,2013-05-31,2013-05-31,
      """;

  @Test
  void tellsWhenADealBeganAndWhereItCameFrom() throws IOException {
    InputStream together = DealsWithOrigins.of(stream(DEALS), stream("""
        dealId,createdOn,leadId
        aw-2,2013-04-01,
        aw-1,2013-04-12,demo-lead-7
        """));

    assertThat(new String(together.readAllBytes(), StandardCharsets.UTF_8).lines())
        .containsExactly(
            "dealId,source,stage,amount,createdOn,closedOn,leadId",
            "aw-1,adventureworks,WON,10.2500,2013-04-12,2013-05-30,demo-lead-7",
            "aw-2,adventureworks,WON,11.5000,2013-04-01,2013-05-31,");
  }

  @Test
  void isBrokenWhereADealHasNoOrigin() {
    assertThatThrownBy(() -> DealsWithOrigins.of(stream(DEALS), stream("""
        dealId,createdOn,leadId
        aw-1,2013-04-12,
        """)))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("aw-2");
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
