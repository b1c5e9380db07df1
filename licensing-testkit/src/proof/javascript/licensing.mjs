// Microsoft's own JavaScript client does the licensing article's tasks on the fake, over its server.
// Usage: node licensing.mjs http://127.0.0.1:PORT; the tenant must be contoso, tokens required.

import assert from "node:assert/strict";
import {
  BatchRequestContent,
  BatchResponseContent,
  Client,
  GraphError,
  HTTPMessageHandler,
  RetryHandler,
} from "@microsoft/microsoft-graph-client";

const origin = process.argv[2];
const EMS = "efccb6f7-5641-4e0e-bd10-b4976e1bf68e";
const INTUNE_A = "c1ec4a95-1f05-45b3-a911-aa3fa01094f5";

const answer = await fetch(`${origin}/contoso.com/oauth2/v2.0/token`, {
  method: "POST",
  body: new URLSearchParams({
    grant_type: "client_credentials",
    client_id: "11111111-1111-4111-8111-111111111111",
    client_secret: "any secret will do",
    scope: "https://graph.microsoft.com/.default",
  }),
});
const token = (await answer.json()).access_token;

// The client sends its own token to https only, so the token is put on by hand.
class Bearer {
  async execute(context) {
    context.options.headers = { ...context.options.headers, Authorization: `Bearer ${token}` };
    await this.next.execute(context);
  }
  setNext(next) {
    this.next = next;
  }
}
const bearer = new Bearer();
const retry = new RetryHandler();
bearer.setNext(retry);
retry.setNext(new HTTPMessageHandler());
const graph = Client.initWithMiddleware({ baseUrl: `${origin}/`, middleware: bearer });

// The client takes absolute links with https only.
function path(link) {
  assert.ok(link.startsWith(`${origin}/v1.0/`), link);
  return link.slice(`${origin}/v1.0`.length);
}

const tasks = {
  async "a call without a token is refused"() {
    const refused = await fetch(`${origin}/v1.0/users`);
    assert.equal(refused.status, 401);
  },

  async "list the services of a product"() {
    const skus = await graph.api("/subscribedSkus").get();
    const ems = skus.value.find((sku) => sku.skuPartNumber === "EMS");
    assert.equal(ems.skuId, EMS);
    assert.ok(ems.servicePlans.some((plan) => plan.servicePlanName === "INTUNE_A"));
  },

  async "page through everybody"() {
    const names = [];
    let page = await graph.api("/users").select(["id", "userPrincipalName"]).top(7).get();
    while (true) {
      names.push(...page.value.map((user) => user.userPrincipalName));
      if (!page["@odata.nextLink"]) {
        break;
      }
      page = await graph.api(path(page["@odata.nextLink"])).get();
    }
    assert.equal(names.length, 22);
    assert.equal(new Set(names).size, 22);
  },

  async "find users by a filter that needs an index of its own"() {
    const licensed = await graph
      .api("/users")
      .header("ConsistencyLevel", "eventual")
      .count(true)
      .filter("assignedLicenses/$count ne 0 and not(startsWith(displayName,'Adele'))")
      .orderby("displayName")
      .select("displayName")
      .get();
    assert.equal(licensed["@odata.count"], licensed.value.length);
    assert.ok(licensed.value.every((user) => user.displayName !== "Adele Vance"));
  },

  async "make a user with EMS but without Intune, and see it"() {
    const user = await graph.api("/users").post({
      accountEnabled: true,
      displayName: "New",
      mailNickname: "new",
      userPrincipalName: "new@contoso.com",
      usageLocation: "US",
      passwordProfile: { password: "n0t-a-Secret" },
    });
    await graph.api(`/users/${user.id}/assignLicense`).post({
      addLicenses: [{ skuId: EMS, disabledPlans: [INTUNE_A] }],
      removeLicenses: [],
    });
    const details = await graph.api(`/users/${user.id}/licenseDetails`).get();
    const intune = details.value[0].servicePlans.find((plan) => plan.servicePlanId === INTUNE_A);
    assert.equal(intune.provisioningStatus, "Disabled");
  },

  async "a refusal arrives as the client's own error"() {
    const call = graph.api("/users/diego@contoso.com/assignLicense").post({
      addLicenses: [{ skuId: EMS, disabledPlans: [] }],
      removeLicenses: [],
    });
    await assert.rejects(call, (error) => {
      assert.ok(error instanceof GraphError);
      assert.equal(error.statusCode, 400);
      assert.equal(error.code, "Request_BadRequest");
      assert.match(error.message, /invalid usage location/);
      assert.ok(error.requestId);
      return true;
    });
  },

  async "license a group and see its members follow"() {
    const groups = await graph.api("/groups").filter("displayName eq 'Sales team'").get();
    const group = `/groups/${groups.value[0].id}`;
    await graph.api(`${group}/assignLicense`).post({
      addLicenses: [{ skuId: EMS, disabledPlans: [] }],
      removeLicenses: [],
    });
    let state = "";
    for (let i = 0; i < 200 && state !== "ProcessingComplete"; i++) {
      await new Promise((done) => setTimeout(done, 25));
      const read = await graph.api(group).select("licenseProcessingState").get();
      state = read.licenseProcessingState?.state;
    }
    assert.equal(state, "ProcessingComplete");
    const members = await graph.api(`${group}/members`).select("id,licenseAssignmentStates").get();
    assert.ok(
      members.value.every((member) =>
        member.licenseAssignmentStates.some(
          (path) => path.skuId === EMS && path.assignedByGroup === groups.value[0].id,
        ),
      ),
    );
  },

  async "a batch answers each request of its own"() {
    const batch = new BatchRequestContent([
      { id: "1", request: new Request(`${origin}/users/adele@contoso.com?$select=id`) },
      { id: "2", request: new Request(`${origin}/users/nobody@contoso.com`) },
    ]);
    const answers = new BatchResponseContent(
      await graph.api("/$batch").post(await batch.getContent()),
    );
    assert.equal(answers.getResponseById("1").status, 200);
    assert.equal(answers.getResponseById("2").status, 404);
  },

  async "follow changes"() {
    const start = await graph.api("/users/delta?$deltatoken=latest&$select=usageLocation").get();
    await graph.api("/users/adele@contoso.com").patch({ usageLocation: "NL" });
    const changes = await graph.api(path(start["@odata.deltaLink"])).get();
    assert.deepEqual(
      changes.value.map((user) => user.usageLocation),
      ["NL"],
    );
  },
};

for (const [name, task] of Object.entries(tasks)) {
  try {
    await task();
  } catch (error) {
    console.error(`FAILED: ${name}`);
    console.error(error);
    process.exit(1);
  }
  console.log(`ok: ${name}`);
}
console.log(`${Object.keys(tasks).length} tasks done`);
