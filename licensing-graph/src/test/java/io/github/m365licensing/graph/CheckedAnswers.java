package io.github.m365licensing.graph;

import io.github.m365licensing.testkit.contract.GraphAnswers;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Holds every answer that passes against the table of Graph's types. Add it before the fake. */
final class CheckedAnswers implements Interceptor {

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    GraphAnswers.check(
        response.code(),
        response.header("Content-Type", ""),
        response.peekBody(Long.MAX_VALUE).string());
    return response;
  }
}
