package io.attune.ui;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers requests so broken that they reach no route; says nothing about the server. */
final class PlainErrors extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Problem.Body body =
        new Problem.Body(
            "about:blank",
            "Bad request",
            response.getStatus(),
            "bad-http",
            "This is no HTTP we understand.");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    response.write(true, ByteBuffer.wrap(Json.bytes(body)), callback);
    return true;
  }
}
