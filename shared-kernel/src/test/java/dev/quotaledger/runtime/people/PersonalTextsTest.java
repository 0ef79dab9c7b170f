package dev.quotaledger.runtime.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class PersonalTextsTest {

  private static final String REASON = "Elternzeit ab Mai – 50 %";

  @TempDir
  private Path data;

  private EmbeddedReadStore store;
  private PersonalTexts texts;

  @BeforeEach
  void open() {
    store = EmbeddedReadStore.open(data, DataSize.ofMegabytes(16));
    texts = new PersonalTexts(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Nested
  class Encrypting {

    @Test
    void hidesTheTextFromWhoeverHasNoKey() {
      PersonalText text = texts.encrypt("rep-275", REASON);

      assertThat(text.about()).isEqualTo("rep-275");
      assertThat(Base64.getDecoder().decode(text.cipher()))
          .hasSize(12 + REASON.getBytes(UTF_8).length + 16);
      assertThat(texts.decrypt(text)).contains(REASON);
    }

    @Test
    void givesAnotherCipherEachTime() {
      assertThat(texts.encrypt("rep-275", REASON)).isNotEqualTo(texts.encrypt("rep-275", REASON));
    }

    @Test
    void keepsOneKeyForEachPerson() {
      texts.encrypt("rep-275", "one");
      texts.encrypt("rep-275", "two");
      texts.encrypt("rep-276", "three");

      assertThat(store.database().getCollection(PersonalKeys.COLLECTION).find())
          .extracting(key -> key.getString("_id"))
          .containsExactlyInAnyOrder("rep-275", "rep-276");
    }

    @Test
    void keepsTheKeyOverARestart() {
      PersonalText text = texts.encrypt("rep-275", REASON);
      store.close();
      open();

      assertThat(texts.decrypt(text)).contains(REASON);
    }

    @Test
    void agreesOnOneKeyWhenManyInstancesNeedItFirstAtOnce() throws Exception {
      int instances = 16;
      CyclicBarrier together = new CyclicBarrier(instances);
      try (ExecutorService threads = Executors.newFixedThreadPool(instances)) {
        for (int round = 0; round < 20; round++) {
          String about = "rep-" + round;
          Callable<PersonalText> first = () -> {
            PersonalTexts instance = new PersonalTexts(store);
            together.await();
            return instance.encrypt(about, REASON);
          };
          List<Future<PersonalText>> written =
              IntStream.range(0, instances).mapToObj(_ -> threads.submit(first)).toList();
          for (Future<PersonalText> text : written) {
            assertThat(texts.decrypt(text.get())).contains(REASON);
          }
        }
      }
    }

    @Test
    void takesTextsOfOneToTwoThousandCharacters() {
      assertThat(texts.decrypt(texts.encrypt("rep-275", "x"))).contains("x");
      String longest = "x".repeat(2_000);
      assertThat(texts.decrypt(texts.encrypt("rep-275", longest))).contains(longest);
      assertThat(texts.decrypt(texts.encrypt("rep-275", "two\nlines"))).contains("two\nlines");
      for (String bad : List.of("", " ", longest + "x", "a\u0000b", "half \ud83d")) {
        assertThatThrownBy(() -> texts.encrypt("rep-275", bad))
            .isInstanceOfSatisfying(
                InvalidValue.class, e -> assertThat(e.field()).isEqualTo("reason"));
      }
    }
  }

  @Nested
  class Erasing {

    @Test
    void makesEveryTextAboutThePersonUnreadableAndNoOther() {
      PersonalText ann = texts.encrypt("rep-275", "one");
      PersonalText again = texts.encrypt("rep-275", "two");
      PersonalText ben = texts.encrypt("rep-276", "three");
      texts.erase("rep-275");

      assertThat(texts.decrypt(ann)).isEmpty();
      assertThat(texts.decrypt(again)).isEmpty();
      assertThat(texts.decrypt(ben)).contains("three");
    }

    @Test
    void leavesOldTextsUnreadableWhenSomethingIsWrittenAfterwards() {
      PersonalText before = texts.encrypt("rep-275", "before");
      texts.erase("rep-275");
      PersonalText after = texts.encrypt("rep-275", "after");

      assertThat(texts.decrypt(before)).isEmpty();
      assertThat(texts.decrypt(after)).contains("after");
    }

    @Test
    void deletesTheKeyItself() {
      texts.encrypt("rep-275", REASON);
      texts.erase("rep-275");

      assertThat(store
              .database()
              .getCollection(PersonalKeys.COLLECTION)
              .countDocuments(new Document("_id", "rep-275")))
          .isZero();
    }

    @Test
    void isNoErrorWhereThereIsNothingToErase() {
      texts.erase("rep-999");

      assertThat(texts.decrypt(new PersonalText("rep-999", "AAAA"))).isEmpty();
    }
  }

  @Test
  void refusesATextThatIsPassedOffAsOneAboutSomebodyElse() {
    PersonalText ann = texts.encrypt("rep-275", REASON);
    copyKey("rep-275", "rep-276");

    assertThat(texts.decrypt(new PersonalText("rep-276", ann.cipher()))).isEmpty();
  }

  private void copyKey(String from, String to) {
    var keys = store.database().getCollection(PersonalKeys.COLLECTION);
    Document key = Objects.requireNonNull(keys.find(new Document("_id", from)).first());
    keys.insertOne(new Document("_id", to).append("key", key.get("key")));
  }
}
