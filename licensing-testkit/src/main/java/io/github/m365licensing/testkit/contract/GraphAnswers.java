package io.github.m365licensing.testkit.contract;

import java.util.Objects;

/**
 * Holds single answers of Graph's wire against what is known of its form: names and types of
 * everything on the surface of the fake, written down from Graph's schema, and the envelope of
 * errors. For any client that sees answers, such as an interceptor. Thread-safe.
 */
public final class GraphAnswers {

  private GraphAnswers() {}

  /**
   * Checks an answer, the items of a batch one by one. Finds properties that the schema does not
   * know, wrong types, nulls where there must be none, and properties that were not asked for.
   * Answers without JSON pass, and so do the errors of the sign-in service, which have a form of
   * their own.
   *
   * @param status the HTTP status
   * @param contentType the media type with its parameters; empty without a body
   * @param body the body; empty if there is none
   * @throws AssertionError if anything is wrong, with all of it named
   */
  public static void check(int status, String contentType, String body) {
    Objects.requireNonNull(contentType, "contentType");
    Objects.requireNonNull(body, "body");
    AnswerCheckJson.check(status, contentType, body);
  }
}
