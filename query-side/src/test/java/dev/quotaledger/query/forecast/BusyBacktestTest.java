package dev.quotaledger.query.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quotaledger.runtime.web.ProblemException;
import jakarta.servlet.ServletInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpServletRequest;

/** More backtests at a time than the machine is meant for are refused, and nothing is left of that. */
class BusyBacktestTest {

  private final BacktestController controller = new BacktestController();
  private final CountDownLatch begun = new CountDownLatch(2);
  private final CountDownLatch sent = new CountDownLatch(1);

  private static MockHttpServletRequest file() {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.setContent("series,period,value\n".getBytes(StandardCharsets.UTF_8));
    return request;
  }

  /** Its file does not come until it is sent. */
  private BacktestAnswer slow() throws Exception {
    MockHttpServletRequest file = file();
    return controller.backtest(12, 18, 1, new MockHttpServletRequest() {
      @Override
      public ServletInputStream getInputStream() {
        begun.countDown();
        try {
          if (!sent.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("It was never sent");
          }
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        return file.getInputStream();
      }
    });
  }

  @Test
  void theThirdIsToldToComeAgain() throws Exception {
    try (ExecutorService clients = Executors.newFixedThreadPool(2)) {
      Future<BacktestAnswer> first = clients.submit(this::slow);
      Future<BacktestAnswer> second = clients.submit(this::slow);
      assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();

      assertThatThrownBy(() -> controller.backtest(12, 18, 1, file()))
          .isInstanceOfSatisfying(ProblemException.class, refusal -> {
            assertThat(refusal.problem().status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
            assertThat(refusal.problem().code()).isEqualTo("backtests-busy");
            assertThat(refusal.problem().headers()).containsEntry("Retry-After", "10");
          });

      sent.countDown();
      assertThat(first.get().series()).isEmpty();
      assertThat(second.get().series()).isEmpty();
    }
    assertThat(controller.backtest(12, 18, 1, file()).series()).isEmpty();
  }
}
