package io.github.m365licensing.testkit.contract;

import io.github.m365licensing.testkit.contract.GraphDoor.Answer;
import java.util.function.UnaryOperator;

/** One way to break a sound wire, and the ids of the rules that must notice. */
enum BrokenWire {
  EMPTY_CALL_IS_FINE("W02", BrokenWire::emptyCallIsFine),
  NO_LIST_IS_NAMED("W01", answers("parameters are: addLicenses.", "parameters are: .")),
  ANY_TEXT_IS_A_SKU("W03", answers("'Edm.Guid'", "'Edm.String'")),
  ENVELOPE_WITHOUT_INNER_ERROR("W15", answers("\"innerError\"", "\"inner\"")),
  UNOWNED_SKU_NOT_NAMED("W04", answers("to a valid company License.", "to a License.")),
  LOCATION_REFUSED_WITH_409("W05", status("invalid usage location", 409)),
  DENIED_IN_OTHER_WORDS("W53", answers("Insufficient privileges", "No permission")),
  SEATS_WITHOUT_SKU("W06", answers("Subscription with SKU", "Subscription")),
  OTHER_CODE_FOR_LICENCES(
      "W01 W02 W03 W04 W05 W06 W07 W08 W09 W10 W11 W12 W14 W26 W33 W35 W36 W40 W42 W46 W49 W51",
      answers("\"Request_BadRequest\"", "\"BadRequest\"")),
  REMOVAL_OF_INHERITED_IS_FINE("W08", status("inherited from a group", 200)),
  CLASH_NAMES_NOTHING("W09", answers("are mutually exclusive", "clash")),
  NOT_FOUND_IS_EMPTY_200("W13 W34 W37 W40", status("Request_ResourceNotFound", 200)),
  LICENCES_SHOW_UNASKED(
      "W16 W18 W39 W44",
      answers("\"businessPhones\":", "\"assignedLicenses\":[],\"businessPhones\":")),
  OMITTED_PLANS_ARE_SENT_BACK("W17 W29", BrokenWire::keepsPlans),
  ERROR_IS_NULL("W20", answers("\"error\":\"None\"", "\"error\":null")),
  PATHS_NAME_NO_GROUP(
      "W19", answers("\"assignedByGroup\":\"", "\"assignedByGroup\":null,\"x\":\"")),
  REMOVED_PLANS_LOOK_ENABLED(
      "W21", answers("\"capabilityStatus\":\"Deleted\"", "\"capabilityStatus\":\"Enabled\"")),
  MAIL_IS_SET("W22", answers("\"mail\":null", "\"mail\":\"x@contoso.com\"")),
  CONFLICT_IS_503("W24", answers("\"status\":409", "\"status\":503")),
  GROUP_IS_DONE_AT_ONCE("W28 W29 W30 W52", BrokenWire::groupAnswers200),
  PROCESSING_STATE_IS_A_WORD(
      "W31", answers("{\"state\":\"ProcessingComplete\"}", "\"ProcessingComplete\"")),
  LICENSED_GROUP_REFUSED_IN_OTHER_WORDS("W33", answers("active licenses", "licenses")),
  DELETED_ITEMS_ARE_HIDDEN("W34 W37", BrokenWire::hidesDeletedItems),
  RESTORE_IS_REFUSED("W43", fails("/restore")),
  PATCH_SHOWS_THE_USER("W41", BrokenWire::patchShows),
  MASTERED_IN_OTHER_WORDS("W42", answers("on-premises mastered", "mastered")),
  DEFAULTS_LACK_A_PROPERTY("W39 W44", answers("\"jobTitle\":null,", "")),
  PAGE_OF_1000_IS_FINE("W45", BrokenWire::clampsTop),
  COUNT_NEEDS_NO_HEADER("W46", status("$count is not currently supported.", 200)),
  ANY_VERB_IS_FINE("W49", status("HTTP method is not allowed", 200)),
  SKU_ID_IS_THE_SKU_ALONE("W50", BrokenWire::plainSkuIds),
  BATCH_IS_NOT_FOUND("W24 W30", fails("/$batch"));

  private final String noticedBy;
  private final UnaryOperator<GraphDoor> how;

  BrokenWire(String noticedBy, UnaryOperator<GraphDoor> how) {
    this.noticedBy = noticedBy;
    this.how = how;
  }

  GraphDoor of(GraphDoor sound) {
    return how.apply(sound);
  }

  String noticedBy() {
    return noticedBy;
  }

  /** Replaces text in every answer. */
  private static UnaryOperator<GraphDoor> answers(String what, String with) {
    return sound ->
        (method, path, body) -> {
          Answer answer = sound.send(method, path, body);
          return new Answer(answer.status(), answer.body().replace(what, with));
        };
  }

  /** Gives every answer with this text another status. */
  private static UnaryOperator<GraphDoor> status(String text, int status) {
    return sound ->
        (method, path, body) -> {
          Answer answer = sound.send(method, path, body);
          return answer.body().contains(text) ? new Answer(status, answer.body()) : answer;
        };
  }

  /** Answers 404 to every request for such a path. */
  private static UnaryOperator<GraphDoor> fails(String part) {
    return sound ->
        (method, path, body) ->
            path.contains(part) ? new Answer(404, "{}") : sound.send(method, path, body);
  }

  private static GraphDoor emptyCallIsFine(GraphDoor sound) {
    return (method, path, body) ->
        body.equals("{\"addLicenses\":[],\"removeLicenses\":[]}")
            ? new Answer(200, "{}")
            : sound.send(method, path, body);
  }

  private static GraphDoor keepsPlans(GraphDoor sound) {
    return (method, path, body) ->
        sound.send(
            method,
            path,
            body.replace(
                WireLicenseContract.EMS_WITHOUT_PLANS,
                WireLicenseContract.EMS_WITHOUT_PLANS.replace(
                    "}", ",\"disabledPlans\":[\"932ad362-64a8-4783-9106-97849a1a30b9\"]}")));
  }

  private static GraphDoor groupAnswers200(GraphDoor sound) {
    return (method, path, body) -> {
      Answer answer = sound.send(method, path, body);
      return new Answer(
          answer.status() == 202 ? 200 : answer.status(),
          answer.body().replace("\"status\":202", "\"status\":200"));
    };
  }

  private static GraphDoor hidesDeletedItems(GraphDoor sound) {
    return (method, path, body) ->
        method.equals("GET") && path.startsWith("/directory/deletedItems")
            ? new Answer(200, "{\"value\":[]}")
            : sound.send(method, path, body);
  }

  private static GraphDoor patchShows(GraphDoor sound) {
    return (method, path, body) -> {
      Answer answer = sound.send(method, path, body);
      return method.equals("PATCH") && answer.status() == 204 && path.startsWith("/users")
          ? new Answer(204, "{}")
          : answer;
    };
  }

  private static GraphDoor clampsTop(GraphDoor sound) {
    return (method, path, body) -> sound.send(method, path.replace("$top=1000", "$top=999"), body);
  }

  private static GraphDoor plainSkuIds(GraphDoor sound) {
    return (method, path, body) -> {
      Answer answer = sound.send(method, path, body);
      return path.equals("/subscribedSkus") && method.equals("GET")
          ? new Answer(200, answer.body().replaceAll("\"id\":\"[0-9a-f-]{36}_", "\"id\":\""))
          : answer;
    };
  }
}
