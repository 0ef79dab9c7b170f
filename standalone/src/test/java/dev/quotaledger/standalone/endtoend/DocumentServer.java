package dev.quotaledger.standalone.endtoend;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A server of MongoDB's protocol in a process of its own, which keeps its data in memory. */
final class DocumentServer implements AutoCloseable {

  private final Process process;
  private final int port;

  private DocumentServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static DocumentServer start() {
    try {
      Process process = new ProcessBuilder(List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx256m",
              "-cp",
              System.getProperty("java.class.path"),
              DocumentServer.class.getName()))
          .redirectError(Redirect.DISCARD)
          .start();
      var output = process.inputReader(StandardCharsets.US_ASCII);
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith(PORT)) {
          return new DocumentServer(process, Integer.parseInt(line.substring(PORT.length())));
        }
      }
      throw new IllegalStateException("The document server did not start");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final String PORT = "listens on port ";

  /** In the process of its own: serves until the process that started it is gone. */
  public static void main(String[] arguments) throws IOException {
    MongoServer server = new MongoServer(H2Backend.inMemory());
    InetSocketAddress address = server.bind();
    System.out.println(PORT + address.getPort());
    while (System.in.read() >= 0) {
      // nothing is ever sent; the end of the stream is the end of the other process
    }
    server.shutdownNow();
  }

  String uri() {
    return "mongodb://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
