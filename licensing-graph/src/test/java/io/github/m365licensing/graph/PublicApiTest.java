package io.github.m365licensing.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever changes what users see, sees it too, and so do those who review it. */
class PublicApiTest {

  @ParameterizedTest
  @EnumSource
  void committed_listing_is_what_users_see(PublicApi module) throws IOException {
    if (Boolean.getBoolean("api.write")) {
      module.write();
    }

    assertThat(module.path())
        .as("%s is missing. Make it with:%n%s", module.path(), PublicApi.COMMAND)
        .exists();
    assertThat(Files.readString(module.path()).lines())
        .as("What users see has changed. If it shall, write it down:%n%s", PublicApi.COMMAND)
        .containsExactlyElementsOf(module.text().lines().toList());
  }
}
