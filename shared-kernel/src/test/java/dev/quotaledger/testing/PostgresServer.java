package dev.quotaledger.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.io.FileUtils;
import org.awaitility.Awaitility;

/**
 * A real PostgreSQL from binaries on the class path, started once for all tests of a JVM and gone
 * with it.
 *
 * <p>PostgreSQL refuses to run as root, as which containers often run a build. Then the server's
 * processes become another user by the first of several means that works; a normal user needs none.
 */
public final class PostgresServer {

  private static final String BINARIES = "/postgres-linux-x86_64.txz";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Each runs the command that follows it as somebody who is not root. */
  private static final List<List<String>> WAYS_OUT_OF_ROOT = List.of(
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"),
      List.of("runuser", "-u", "nobody", "--"),
      List.of("chroot", "--userspec=65534:65534", "/"),
      List.of("unshare", "--user", "--"));

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final int port;

  private PostgresServer(int port) {
    this.port = port;
  }

  /** The server of this JVM; the first call starts it. */
  public static PostgresServer shared() {
    return Shared.SERVER;
  }

  /** The JDBC URL of a new, empty database, with its user. */
  public String newDatabase() {
    String name = "test" + DATABASES.incrementAndGet();
    try (var connection = DriverManager.getConnection(url("postgres"));
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot create " + name, e);
    }
    return url(name);
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres".formatted(port, database);
  }

  private static final class Shared {
    private static final PostgresServer SERVER = start();
  }

  private static PostgresServer start() {
    try {
      Path home = Files.createTempDirectory("quotaledger-postgres-");
      Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
      unpack(home);
      List<String> user = unprivileged();
      initialize(home, user);
      int port = freePort();
      Process server = serve(home, user, port);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, home)));
      PostgresServer postgres = new PostgresServer(port);
      Awaitility.await().atMost(PATIENCE).until(() -> postgres.answers(server, home));
      return postgres;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException("Cannot start PostgreSQL", e);
    }
  }

  private static void unpack(Path home) throws IOException {
    try (InputStream resource =
            Objects.requireNonNull(PostgresServer.class.getResourceAsStream(BINARIES), BINARIES);
        var tar = new TarArchiveInputStream(
            new XZCompressorInputStream(new BufferedInputStream(resource)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(entry, tar, home.resolve(entry.getName()).normalize());
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, target);
    boolean program = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
  }

  /** The command prefix under which the server's programs do not run as root. */
  private static List<String> unprivileged() {
    if (!isRoot(List.of())) {
      return List.of();
    }
    return WAYS_OUT_OF_ROOT.stream()
        .filter(way -> !isRoot(way))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(
            "PostgreSQL does not run as root, and none of these works here: " + WAYS_OUT_OF_ROOT));
  }

  /** Whether a command with this prefix runs as root, or not at all. */
  private static boolean isRoot(List<String> prefix) {
    try {
      Process id =
          new ProcessBuilder(join(prefix, "id", "-u")).redirectErrorStream(true).start();
      String answer = new String(id.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return id.waitFor() != 0 || answer.strip().equals("0");
    } catch (IOException | InterruptedException _) {
      return true;
    }
  }

  private static void initialize(Path home, List<String> user)
      throws IOException, InterruptedException {
    Process initdb = new ProcessBuilder(join(
            user,
            home.resolve("bin/initdb").toString(),
            "--pgdata=" + home.resolve("data"),
            "--username=postgres",
            "--auth=trust",
            "--no-sync",
            "--encoding=UTF8",
            "--locale=C"))
        .directory(home.toFile())
        .redirectErrorStream(true)
        .start();
    String output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (initdb.waitFor() != 0) {
      throw new IllegalStateException("initdb failed: " + output);
    }
  }

  private static Process serve(Path home, List<String> user, int port) throws IOException {
    return new ProcessBuilder(join(
            user,
            home.resolve("bin/postgres").toString(),
            "-D",
            home.resolve("data").toString(),
            "-p",
            String.valueOf(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=off",
            "-c",
            "max_connections=200"))
        .directory(home.toFile())
        .redirectErrorStream(true)
        .redirectOutput(home.resolve("server.log").toFile())
        .start();
  }

  private boolean answers(Process server, Path home) throws IOException {
    if (!server.isAlive()) {
      throw new IllegalStateException(
          "PostgreSQL ended: " + Files.readString(home.resolve("server.log")));
    }
    try (var connection = DriverManager.getConnection(url("postgres"))) {
      return connection.isValid(1);
    } catch (SQLException _) {
      return false;
    }
  }

  private static void stop(Process server, Path home) {
    server.destroy();
    try {
      if (!server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException _) {
      server.destroyForcibly();
    }
    FileUtils.deleteQuietly(home.toFile());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static List<String> join(List<String> prefix, String... command) {
    return Stream.concat(prefix.stream(), Stream.of(command)).toList();
  }
}
