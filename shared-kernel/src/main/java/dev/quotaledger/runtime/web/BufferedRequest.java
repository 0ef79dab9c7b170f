package dev.quotaledger.runtime.web;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A request whose body is in memory. */
final class BufferedRequest extends HttpServletRequestWrapper {

  private static final String ATTRIBUTE = BufferedRequest.class.getName();
  private static final byte[] NOTHING = {};

  private final ServletInputStream stream;

  private BufferedRequest(HttpServletRequest request, byte[] body) {
    super(request);
    request.setAttribute(ATTRIBUTE, body);
    this.stream = new BodyStream(new ByteArrayInputStream(body), body.length);
  }

  /** Reads the whole body; throws where it is longer than the limit. */
  static BufferedRequest read(HttpServletRequest request, long limit) throws IOException {
    InputStream body = new BodyStream(request.getInputStream(), limit);
    return new BufferedRequest(request, body.readAllBytes());
  }

  /** The body of a request that was buffered; nothing for one that streams. */
  static byte[] bodyOf(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof byte[] body ? body : NOTHING;
  }

  @Override
  public ServletInputStream getInputStream() {
    return stream;
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }
}
