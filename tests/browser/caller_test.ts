/**
 * Whoever calls from outside is known before he is talked with: his name, his company and what is open with him in a customer
 * database, on the phone in the browser, at the operator's console and on Now.
 *
 * @module
 */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { type Answer, FakeCrm, say } from "../../core/crm/io/fake_crm.ts";
import { Baresip } from "../interop/baresip.ts";
import { HERE } from "../interop/place.ts";
import { realTest } from "../interop/tool.ts";
import { DeskVisit } from "./chromium.ts";
import { MICROPHONE_FLAGS, Softphone } from "./softphone.ts";

const CALLER_HZ = 660;
/** As somebody may have written it there. */
const TITLE = "Ten <b>desks</b>";
/** The page waits for a name no longer than 0.7 s; a machine that has much to do is late itself. */
const RINGS_WITHIN_MS = 1_500;

interface Scene {
  readonly phone: Softphone;
  readonly crm: FakeCrm;
  /** Of nobody of the office: he comes by the provider's line. */
  readonly caller: Baresip;
  /** Whom he dials to reach Ana. */
  readonly number: string;
}

function callerTest(name: string, answer: Answer, run: (scene: Scene) => Promise<void>): void {
  realTest(name, ["chromium", "baresip"], async () => {
    await using opened = new AsyncDisposableStack();
    const crm = opened.use(new FakeCrm(answer));
    const visit = opened.use(
      await DeskVisit.start({
        office: `trunks: [{ name: provider, kind: peer, host: ${HERE}, number: "+40211234567" }]
numbers: [{ number: "0211234567", to: "101" }]
crm: [{ name: sales, kind: hubspot, url: "${crm.url}", secret: a-token-of-hubspot }]
`,
        browserFlags: MICROPHONE_FLAGS,
      }),
    );
    const phone = await Softphone.open(visit);
    const caller = opened.adopt(await Baresip.start({ user: "0722000444", hz: CALLER_HZ }), (each) => each.stop());
    await run({ phone, crm, caller, number: visit.box.uri("0211234567") });
    await caller.hangUp();
    await phone.untilIdle();
    await visit.box.untilEmpty();
  });
}

/** HubSpot, which knows the caller, his ticket and his deal. */
const HUBSPOT: Answer = ({ path }) => {
  const [, object = ""] = /objects\/(\w+)\/search$/.exec(path) ?? [];
  const url = "https://app.hubspot.com/contacts/42/record/0-3/1";
  const properties = {
    contacts: { firstname: "Eva", lastname: "Marin", company: "Marin SRL" },
    tickets: { subject: "No dial tone", hs_pipeline_stage: "3" },
    deals: { dealname: TITLE, dealstage: "contractsent" },
  }[object];
  return say({ total: 1, results: properties === undefined ? [] : [{ id: "1", properties, url }] });
};

callerTest("what is open with a caller is seen wherever he is seen, before he is answered", HUBSPOT, async (scene) => {
  const { phone, crm, caller, number } = scene;
  const { visit, page } = phone;
  const other = await page.context().newPage();
  await other.goto(visit.site);
  await page.context().grantPermissions(["notifications"]);
  await page.evaluate(LOOK_AWAY);
  await caller.dial(number);

  await phone.until("ringing", "Eva Marin, Marin SRL");
  await page.waitForSelector("article.call[data-state=ringing] [data-matter=deal]");
  const seen = (await page.textContent("article.call .matters"))!;
  assert.match(seen, /Ticket\s*No dial tone\s*Waiting on us/);
  assert.ok(seen.includes(TITLE), seen);
  assert.equal(await page.getAttribute("article.call .matters a", "rel"), "noopener noreferrer");
  await visit.look("softphone-caller");
  assert.deepEqual(await notifications(page), [[
    "Eva Marin, Marin SRL is calling",
    `0722000444\nTicket: No dial tone\nDeal: ${TITLE}`,
  ]]);

  await other.waitForSelector("[data-call] [data-matter=deal]");
  assert.match((await other.textContent("[data-call]"))!, /Eva Marin, Marin SRL.*No dial tone/s);
  await visit.look("now-caller", { page: other });
  await other.goto(`${visit.site}/operator`);
  await other.waitForSelector(".about [data-matter=ticket]");
  await visit.look("operator-caller", { page: other });

  await phone.press("Answer");
  await phone.hears(CALLER_HZ);
  // Once for the phone, Now and the console.
  assert.equal(crm.asked.length, 3);

  await caller.hangUp();
  await phone.untilIdle();
  await visit.box.untilEmpty();
  await caller.dial(number);
  await page.waitForSelector("article.call[data-state=ringing] .about time");
  assert.match((await page.textContent("article.call .about"))!, /Last talked with Phone 101: /);
  const [, body] = (await notifications(page)).at(-1)!;
  assert.match(body, /^0722000444\nLast talked with Phone 101: .*\d\d:\d\d\nTicket: No dial tone\n/);
  await phone.press("Answer");
  await phone.until("talking");
});

/** Runs in the page: somebody looks at something else, and what the page notifies of is written down as it is shown. */
const LOOK_AWAY = (): void => {
  const shown: [title: string, body: string][] = [];
  Reflect.set(globalThis, "shown", shown);
  document.hasFocus = () => false;
  globalThis.Notification = class extends Notification {
    constructor(title: string, options?: NotificationOptions) {
      super(title, options);
      shown.push([title, options?.body ?? ""]);
    }
  };
};

function notifications(page: Page): Promise<[title: string, body: string][]> {
  return page.evaluate(() => Reflect.get(globalThis, "shown"));
}

interface Watched {
  shownAt?: number;
  rangAt?: number;
}

/** Runs in the page: notes when a call is shown, and when it rings, which begins with a sound of the page's own. */
const WATCH = (): void => {
  const watched: Watched = {};
  Reflect.set(globalThis, "watched", watched);
  new MutationObserver(() => {
    if (document.querySelector("article.call.ringing") !== null) watched.shownAt ??= performance.now();
  }).observe(document.body, { childList: true, subtree: true });
  const Real = globalThis.AudioContext;
  globalThis.AudioContext = class extends Real {
    constructor() {
      super();
      watched.rangAt ??= performance.now();
    }
  };
};

callerTest("a customer database that says nothing keeps no phone from ringing", async (_asked, _nth, over) => {
  await over;
  return say({ results: [] });
}, async ({ phone, caller, number }) => {
  const { page } = phone;
  await page.evaluate(WATCH);
  await caller.dial(number);
  await phone.until("ringing", "0722000444");
  await page.waitForFunction(() => Reflect.get(globalThis, "watched").rangAt !== undefined);
  const { shownAt = NaN, rangAt = NaN } = await page.evaluate((): Watched => Reflect.get(globalThis, "watched"));
  assert.ok(rangAt - shownAt < RINGS_WITHIN_MS, `${rangAt - shownAt} ms`);
});
