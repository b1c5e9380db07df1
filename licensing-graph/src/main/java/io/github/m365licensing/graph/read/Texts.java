package io.github.m365licensing.graph.read;

import io.github.m365licensing.graph.http.Call;
import io.github.m365licensing.graph.http.Failure;
import io.github.m365licensing.graph.http.NoTokenException;
import io.github.m365licensing.graph.read.UserJson.HiddenUserException;
import io.github.m365licensing.tenant.AccessDeniedException;
import io.github.m365licensing.tenant.LicensingException;
import io.github.m365licensing.tenant.ThrottledException;
import io.github.m365licensing.tenant.UnexpectedResponseException;
import java.util.List;

/**
 * What failed reads say. Graph's own text stays out, since it may repeat a user principal name; its
 * code and request id are enough to search for.
 */
final class Texts {

  private static final String UNCHANGED = " Nothing was changed.";

  private Texts() {}

  static LicensingException exception(Call call, Failure failure, int tries) {
    if (failure.cause() instanceof NoTokenException noToken) {
      return noToken(call, noToken);
    }
    if (failure.cause() instanceof HiddenUserException hidden) {
      return hidden(call, hidden);
    }
    if (failure.isThrottled()) {
      return new ThrottledException(
          call.name()
              + " was throttled "
              + times(tries)
              + ", until the retry budget was used up."
              + UNCHANGED
              + " Try again later, run fewer instances, or give a larger retryBudget(...).",
          failure.requestId(),
          failure.retryAfter());
    }
    if (failure.status() == 401 || failure.status() == 403) {
      return new AccessDeniedException(
          call.name()
              + " was refused: "
              + answer(failure)
              + "."
              + UNCHANGED
              + grant(call.operation().permissions()),
          failure.requestId());
    }
    String message =
        call.name()
            + " failed "
            + times(tries)
            + ": "
            + answer(failure)
            + "."
            + UNCHANGED
            + next(failure);
    Exception cause = failure.cause();
    return cause == null
        ? new UnexpectedResponseException(message, failure.status(), failure.requestId())
        : new UnexpectedResponseException(message, failure.status(), failure.requestId(), cause);
  }

  static UnexpectedResponseException notFound(Call call, Failure failure) {
    return new UnexpectedResponseException(
        call.name()
            + " answered 404: the object does not exist, or is not visible yet."
            + UNCHANGED
            + " Check the id; after creating an object, wait a little.",
        failure.status(),
        failure.requestId());
  }

  static UnexpectedResponseException interrupted(
      Call call, Failure failure, InterruptedException cause) {
    return new UnexpectedResponseException(
        call.name()
            + " was given up: the thread was interrupted while it waited to try again after "
            + answer(failure)
            + "."
            + UNCHANGED,
        failure.status(),
        failure.requestId(),
        cause);
  }

  private static AccessDeniedException hidden(Call call, HiddenUserException cause) {
    return new AccessDeniedException(
        call.name()
            + " shows the ids of users and hides the rest, so that their licences are unknown."
            + UNCHANGED
            + grant(List.of("User.Read.All")),
        "",
        cause);
  }

  private static AccessDeniedException noToken(Call call, NoTokenException cause) {
    return new AccessDeniedException(
        call.name()
            + " was not sent: the credential gave no token."
            + UNCHANGED
            + " Check the credential's tenant, client and secret or certificate; the cause says what"
            + " the identity service answered.",
        "",
        cause);
  }

  private static String grant(List<String> permissions) {
    return " Grant the application one of these permissions, with admin consent: "
        + String.join(", ", permissions)
        + ".";
  }

  private static String answer(Failure failure) {
    if (failure.status() == 0) {
      return failure.message();
    }
    return failure.code().isEmpty()
        ? "status " + failure.status()
        : "status " + failure.status() + ", code " + failure.code();
  }

  private static String next(Failure failure) {
    if (failure.code().equals("Directory_ExpiredPageToken")) {
      return " The list changed or rested too long between two pages: read it again from the start.";
    }
    if (failure.status() == 0 || failure.isPassing()) {
      return " Check the connection and the service's health, then try again.";
    }
    return " The request id helps Microsoft's support to find the request.";
  }

  private static String times(int tries) {
    return tries == 1 ? "once" : tries + " times";
  }
}
