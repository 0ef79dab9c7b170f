package dev.quotaledger.query.standing;

import static dev.quotaledger.query.standing.Book.day;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.Subject;
import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The best rep leads; who is as good shares the rank, and who cannot be ranked comes last. */
@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class LeaderboardTest {

  private static final String LEADERBOARD = "leaderboard?period=Q1";

  @Autowired
  private Ledger ledger;

  @LocalServerPort
  private int port;

  private Client client;
  private Book book;

  @BeforeEach
  void sixRepsHaveSold() {
    client = new Client(port);
    book = Book.opened(ledger);
    for (String rep : List.of("ann", "ben", "cat", "dan", "eve", "fay")) {
      book.rep(rep, null);
    }
    sold("ann", "100", "50");
    sold("ben", "200", "160");
    sold("cat", "1000", "800");
    sold("dan", "10", "12");
    sold("eve", "0", "500");
    book.won("fay", "900", day(1, 2));
    book.quota(Subject.house(), null, "Q1", "1");
  }

  @Test
  void ranksByAttainmentWithTies() {
    assertThat(ranks(get(LEADERBOARD)))
        .containsExactly("1 dan", "2 ben", "2 cat", "4 ann", "null eve", "null fay");
    assertThat(get(LEADERBOARD).path("ranked").asInt()).isEqualTo(4);
    assertThat(get(LEADERBOARD).at("/items/4/reason").asString()).isEqualTo("ZERO_QUOTA");
    assertThat(get(LEADERBOARD).at("/items/5/reason").asString()).isEqualTo("NO_QUOTA");
    assertThat(get(LEADERBOARD).at("/items/0/reason").isNull()).isTrue();
  }

  @Test
  void ranksEverybodyByCredit() {
    assertThat(ranks(get(LEADERBOARD + "&by=credited")))
        .containsExactly("1 fay", "2 cat", "3 eve", "4 ben", "5 ann", "6 dan");
  }

  @Test
  void hasPagesOverWhichRanksGoOn() {
    List<String> all = new ArrayList<>();
    JsonNode page = get(LEADERBOARD + "&limit=2");
    all.addAll(ranks(page));
    while (!page.path("next").isNull()) {
      page = get(LEADERBOARD + "&limit=2&cursor=" + page.path("next").asString());
      all.addAll(ranks(page));
    }

    assertThat(all).isEqualTo(ranks(get(LEADERBOARD)));
  }

  @Test
  void isOfAPlanThatExists() {
    assertThat(client.get("/api/v1/plans/other/leaderboard").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "by=gap, by",
    "period=Q9, period",
    "cursor=-, cursor",
    "cursor=eCZSRVAmYW5u, cursor",
    "groupBy=team, groupBy"
  })
  void namesABadParameter(String query, String field) {
    Answer answer = client.get(Book.PATH + "leaderboard?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.member("field")).isEqualTo(field);
  }

  private void sold(String rep, String quota, String credited) {
    book.quota(rep, "Q1", quota);
    book.won(rep, credited, day(1, 2));
  }

  private static List<String> ranks(JsonNode answer) {
    return StreamSupport.stream(answer.path("items").spliterator(), false)
        .map(item -> item.path("rank") + " " + item.at("/subject/id").asString())
        .toList();
  }

  private JsonNode get(String read) {
    Answer answer = client.get(Book.PATH + read);
    assertThat(answer.status()).as(read).isEqualTo(200);
    return answer.json();
  }
}
