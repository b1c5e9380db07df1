package io.github.m365licensing.testkit.scenario;

import java.util.Objects;

/**
 * A request in the form in which Graph takes it. Passwords are left out.
 *
 * @param method the HTTP verb
 * @param path the path after the version, with its query, for example {@code /users?$top=999}
 * @param body the JSON body; empty without one
 */
public record WireRequest(String method, String path, String body) {

  /** Checks the arguments. */
  public WireRequest {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(body, "body");
  }
}
