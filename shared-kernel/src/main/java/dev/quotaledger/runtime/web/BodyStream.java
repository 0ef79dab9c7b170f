package dev.quotaledger.runtime.web;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A request body that ends the request when it turns out longer than its limit. */
final class BodyStream extends ServletInputStream {

  private final InputStream source;
  private final long limit;
  private long count;
  private boolean finished;

  BodyStream(InputStream source, long limit) {
    this.source = source;
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    int next = source.read();
    count(next < 0 ? -1 : 1);
    return next;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = source.read(buffer, offset, length);
    count(read);
    return read;
  }

  private void count(int read) {
    if (read < 0) {
      finished = true;
    } else {
      count += read;
      if (count > limit) {
        throw RequestBody.tooLarge(limit);
      }
    }
  }

  @Override
  public boolean isFinished() {
    return finished;
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public void setReadListener(@Nullable ReadListener listener) {
    throw new IllegalStateException("Bodies are read by blocking.");
  }
}
