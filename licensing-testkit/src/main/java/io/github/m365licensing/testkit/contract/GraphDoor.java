package io.github.m365licensing.testkit.contract;

/** A way to send requests to a tenant's Graph, by whatever HTTP client. */
@FunctionalInterface
public interface GraphDoor {

  /**
   * Sends a request and waits for the answer.
   *
   * @param method the verb, for example {@code POST}
   * @param path what follows the version, for example {@code /users?$top=5}, without blanks
   * @param body JSON, to be sent as {@code application/json}; empty for a request without a body
   */
  Answer send(String method, String path, String body);

  /**
   * An answer.
   *
   * @param status the status
   * @param body the body; empty if there is none
   */
  record Answer(int status, String body) {}
}
