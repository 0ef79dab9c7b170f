package dev.quotaledger.standalone.docker;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** An nginx that runs the gateway's own configuration on a free port of the loopback interface. */
final class Nginx implements AutoCloseable {

  private static final Path TEMPLATE = Path.of("../docker/gateway/quotaledger.conf.template");

  /** How long a side may take to answer where the gateway's configuration does not say. */
  static final Duration READ_TIMEOUT = Duration.ofSeconds(5);

  private final Process process;
  private final int port;

  private Nginx(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static boolean isInstalled() {
    try {
      return new ProcessBuilder("nginx", "-v").redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Starts nginx and waits until it listens.
   *
   * @param directory an empty directory for everything nginx writes
   * @param commandSide host and port that stand for the command side
   * @param querySide host and port that stand for the query side
   */
  static Nginx start(Path directory, String commandSide, String querySide) throws IOException {
    int port = freePort();
    String gateway = Files.readString(TEMPLATE)
        .replace("${GATEWAY_PORT}", "127.0.0.1:" + port)
        .replace("${COMMAND_SIDE}", commandSide)
        .replace("${QUERY_SIDE}", querySide);
    Files.writeString(directory.resolve("gateway.conf"), gateway);
    Files.writeString(directory.resolve("nginx.conf"), """
        daemon off;
        master_process off;
        pid nginx.pid;
        error_log stderr;
        events {}
        http {
          access_log off;
          proxy_read_timeout %ds;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
          include gateway.conf;
        }
        """.formatted(READ_TIMEOUT.toSeconds()));
    Process process = new ProcessBuilder("nginx", "-p", directory.toString(), "-c", "nginx.conf")
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("nginx.log").toFile())
        .start();
    Nginx nginx = new Nginx(process, port);
    await()
        .atMost(Duration.ofSeconds(10))
        .failFast(() -> {
          if (!process.isAlive()) {
            throw new IllegalStateException(Files.readString(directory.resolve("nginx.log")));
          }
        })
        .until(nginx::listens);
    return nginx;
  }

  int port() {
    return port;
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
