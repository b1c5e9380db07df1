package io.github.m365licensing.graph;

import io.github.m365licensing.testkit.FakeTenant;
import io.github.m365licensing.testkit.graph.FakeGraph;
import okhttp3.OkHttpClient;

/** Ways to a fake tenant. */
final class Doors {

  private Doors() {}

  /** Through the real Graph SDK and a real client-secret credential, answered in process. */
  static GraphTenant graph(FakeTenant fake, String... permissions) {
    return builder(fake, permissions).build();
  }

  static GraphTenant.Builder builder(FakeTenant fake, String... permissions) {
    return GraphTenant.builder()
        .credential(FakeGraph.credential(fake, permissions))
        .httpClient(
            new OkHttpClient.Builder()
                .addInterceptor(new CheckedAnswers())
                .addInterceptor(FakeGraph.interceptor(fake))
                .build())
        .time(fake.time());
  }
}
