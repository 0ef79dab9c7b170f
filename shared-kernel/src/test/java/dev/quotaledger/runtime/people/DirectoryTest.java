package dev.quotaledger.runtime.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.RepId;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class DirectoryTest {

  private static final RepId ANN = new RepId("275");
  private static final RepId BEN = new RepId("276");
  private static final RepId NOBODY = new RepId("999");

  @TempDir
  private Path data;

  private EmbeddedReadStore store;
  private Directory directory;

  @BeforeEach
  void open() {
    store = EmbeddedReadStore.open(data, DataSize.ofMegabytes(16));
    directory = new Directory(store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void findsWhatWasPut() {
    directory.put(ANN, new Person("Ann Lee", "ann"));
    directory.put(BEN, new Person("Ben Ray", null));

    assertThat(directory.find(ANN)).contains(new Person("Ann Lee", "ann"));
    assertThat(directory.find(BEN)).contains(new Person("Ben Ray", null));
    assertThat(directory.find(NOBODY)).isEmpty();
  }

  @Test
  void namesThoseWhoHaveAName() {
    directory.put(ANN, new Person("Ann Lee", "ann"));
    directory.put(BEN, new Person("Ben Ray", null));

    assertThat(directory.names(List.of(ANN, NOBODY, ANN))).isEqualTo(Map.of(ANN, "Ann Lee"));
    assertThat(directory.names(List.of(ANN, BEN)))
        .isEqualTo(Map.of(ANN, "Ann Lee", BEN, "Ben Ray"));
  }

  @Test
  void showsAChangedNameAtOnce() {
    directory.put(ANN, new Person("Ann Lee", "ann"));
    directory.names(List.of(ANN));
    directory.put(ANN, new Person("Ann Ray", "ann"));

    assertThat(directory.names(List.of(ANN))).isEqualTo(Map.of(ANN, "Ann Ray"));
  }

  @Test
  void forgetsAtOnceAndForGood() {
    directory.put(ANN, new Person("Ann Lee", "ann"));
    directory.names(List.of(ANN));
    directory.forget(ANN);

    assertThat(directory.names(List.of(ANN))).isEmpty();
    assertThat(new Directory(store).find(ANN)).isEmpty();
    assertThat(store.database().getCollection(Directory.COLLECTION).countDocuments())
        .isZero();
  }

  @Test
  void keepsPeopleOverARestart() {
    directory.put(ANN, new Person("Ann Lee", "ann"));
    store.close();
    open();

    assertThat(directory.find(ANN)).contains(new Person("Ann Lee", "ann"));
  }

  @Test
  void refusesANameThatNobodyCouldRead() {
    assertThatThrownBy(() -> new Person(" ", null)).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> new Person("a\u0000b", null)).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> new Person("a\ud83d", null)).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> new Person("a".repeat(201), null)).isInstanceOf(InvalidValue.class);
    assertThatThrownBy(() -> new Person("Ann", ""))
        .isInstanceOfSatisfying(
            InvalidValue.class, e -> assertThat(e.field()).isEqualTo("userName"));
  }
}
