package dev.quotaledger.runtime.web;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A request whose body may be read up to a limit. */
final class BoundedRequest extends HttpServletRequestWrapper {

  private final long limit;
  private @Nullable ServletInputStream stream;

  BoundedRequest(HttpServletRequest request, long limit) {
    super(request);
    this.limit = limit;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    ServletInputStream opened = stream;
    if (opened == null) {
      opened = new BodyStream(super.getInputStream(), limit);
      stream = opened;
    }
    return opened;
  }

  /** As UTF-8, which is what imports and JSON are. */
  @Override
  public BufferedReader getReader() throws IOException {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }
}
