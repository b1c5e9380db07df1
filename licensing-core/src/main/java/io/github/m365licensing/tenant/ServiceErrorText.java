package io.github.m365licensing.tenant;

import io.github.m365licensing.sku.ServicePlanId;
import io.github.m365licensing.sku.SkuId;
import io.github.m365licensing.tenant.ServiceError.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises Graph's texts. They are not a contract, so each pattern is a fragment in lower case
 * that was observed in the wild, and what fits none is {@link Reason#OTHER}.
 */
final class ServiceErrorText {

  private static final Pattern GUID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private record Known(String fragment, Reason reason, Ids ids) {}

  private enum Ids {
    NONE,
    SKU,
    LAST_SKU,
    PLANS
  }

  private static final List<Known> KNOWN =
      List.of(
          new Known("are missing from the request payload", Reason.MISSING_PARAMETER, Ids.NONE),
          new Known("no license changes provided", Reason.NO_CHANGES, Ids.NONE),
          new Known(
              "does not correspond to a valid company license", Reason.SKU_NOT_OWNED, Ids.SKU),
          new Known("invalid usage location", Reason.INVALID_USAGE_LOCATION, Ids.NONE),
          // The older backend names the account before the SKU, so the last id is the SKU's.
          new Known("does not have any available licenses", Reason.NO_SEATS, Ids.LAST_SKU),
          new Known("does not have a corresponding license", Reason.NOT_HELD, Ids.NONE),
          new Known("inherited from a group membership", Reason.INHERITED, Ids.NONE),
          new Known("are mutually exclusive", Reason.MUTUALLY_EXCLUSIVE, Ids.PLANS),
          new Known("depends on the service plan", Reason.MISSING_DEPENDENCY, Ids.PLANS),
          new Known("does not belong to the subscription", Reason.PLAN_NOT_IN_SKU, Ids.NONE),
          new Known("cannot be assigned to a user", Reason.NOT_FOR_USERS, Ids.SKU),
          new Known("property proxyaddresses already exists", Reason.PROXY_ADDRESS_TAKEN, Ids.NONE),
          new Known("property userprincipalname already exists", Reason.NAME_TAKEN, Ids.NONE),
          new Known("object references already exist", Reason.ALREADY_MEMBER, Ids.NONE),
          new Known("on-premises mastered", Reason.MASTERED_ON_PREMISES, Ids.NONE),
          new Known("mail-enabled security groups", Reason.GROUP_NOT_WRITABLE, Ids.NONE),
          new Known("dynamic membership", Reason.GROUP_NOT_WRITABLE, Ids.NONE));

  private ServiceErrorText() {}

  static ServiceError read(int status, String code, String message) {
    ServiceError.Builder error = ServiceError.builder();
    error.status(status).code(code).message(message);
    String text = message.toLowerCase(Locale.ROOT);
    if (status == 400) {
      for (Known known : KNOWN) {
        if (text.contains(known.fragment())) {
          addIds(error, known.ids(), guids(text));
          return error.reason(known.reason()).build();
        }
      }
    }
    return error.reason(byStatus(status)).build();
  }

  private static Reason byStatus(int status) {
    return switch (status) {
      case 401 -> Reason.UNAUTHENTICATED;
      case 403 -> Reason.FORBIDDEN;
      case 404 -> Reason.NOT_FOUND;
      case 409 -> Reason.CONFLICT;
      case 429 -> Reason.THROTTLED;
      default -> status >= 500 ? Reason.UNAVAILABLE : Reason.OTHER;
    };
  }

  private static void addIds(ServiceError.Builder error, Ids meaning, List<String> guids) {
    if (guids.isEmpty()) {
      return;
    }
    switch (meaning) {
      case NONE -> {}
      case SKU -> error.addSkuIds(SkuId.parse(guids.get(0)));
      case LAST_SKU -> error.addSkuIds(SkuId.parse(guids.get(guids.size() - 1)));
      case PLANS -> guids.forEach(guid -> error.addServicePlanIds(ServicePlanId.parse(guid)));
    }
  }

  private static List<String> guids(String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = GUID.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }
}
