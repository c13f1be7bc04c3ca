import assert from "node:assert/strict";

import { HERE } from "../interop/place.ts";
import { answer, answerInside, answerKeptInvite, audio, expect, inviteKept } from "../interop/scenario.ts";
import { hungUpOn, Stage } from "../interop/sipp_stage.ts";
import { startPhones } from "../interop/with_phones.ts";
import { atTheDesk, type DeskVisit } from "./chromium.ts";

const COLLEAGUE_HZ = 660;
const VIP_HZ = 880;
/** Whoever calls from this machine and is no phone of the office comes from the provider. */
const WORLD = `trunks: [{ name: provider, kind: peer, host: ${HERE}, number: "+40211234567" }]
numbers: [{ number: "0211234567", to: "101" }]
park: { slots: 70-72 }
contacts:
  - { name: Maria Ene, company: Alfa Construct, numbers: ["0722 000 111"], note: "Pays at once; ask for Bogdan", vip: true }
`;
const QUEUE =
  'queues: [{ number: "8001", name: Sales, members: ["101"], log_in: true, join_if: always, stay_if: always }]\n';

/** Where the operator sits is 101; his phone waits for him to answer. */
async function atTheConsole(visit: DeskVisit): Promise<void> {
  await visit.claim();
  await visit.goTo("/accounts/ana");
  await visit.page.fill("#extension", "101");
  await visit.page.click("main form button.first");
  await visit.page.waitForURL(/accounts$/);
  await visit.goTo("/operator");
}

atTheDesk(
  "a receptionist sees a call, answers it, sends it on by keys, parks one and fetches it, and drags one",
  async (visit) => {
    const { box, page } = visit;
    await atTheConsole(visit);
    await using opened = new AsyncDisposableStack();
    const [operator, colleague, vip, caller] = await startPhones(opened, [
      { ...box.account("101", "udp"), hz: 440, answers: "manual" },
      { ...box.account("102", "udp"), hz: COLLEAGUE_HZ },
      { user: "0722000111", hz: VIP_HZ },
      { user: "0733000222", hz: 1_100 },
    ]);
    assert.ok(operator && colleague && vip && caller);
    await page.waitForSelector("[data-number='102'] .lamp.free");
    await visit.look("operator-quiet");

    // Who is in the phone book is found by where she works, and is called as anybody else.
    await page.keyboard.press("/");
    await page.keyboard.type("alfa");
    await page.waitForSelector("[role=option][data-number='+40722000111'][aria-selected='true']");
    await page.waitForSelector("[data-act='dial']");
    await visit.look("operator-found");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.waitForSelector("[data-number='102']");

    await vip.dial(box.uri("0211234567"));
    await operator.until("CALL_INCOMING");
    await page.waitForSelector(".caller[data-state='ringing'] .vip");
    assert.match(await page.textContent(".caller") ?? "", /Maria Ene/);
    await operator.answer();
    await page.waitForSelector(".caller[data-state='talking']");
    assert.match(await page.textContent("[data-note]") ?? "", /ask for Bogdan/);
    await visit.look("operator-talking");

    // By keys: look for somebody, send the call to him.
    await page.keyboard.press("/");
    await page.keyboard.type("phone 102");
    await page.waitForSelector("[role=option][data-number='102'][aria-selected='true']");
    await page.keyboard.press("Enter");
    await colleague.until("CALL_ESTABLISHED");
    await operator.until("CALL_CLOSED");
    await vip.hears(COLLEAGUE_HZ, 0.4);
    await colleague.hears(VIP_HZ, 0.4);
    await page.waitForSelector("[data-callers='0']");
    await vip.hangUp();
    await colleague.until("CALL_CLOSED");

    // The next one is parked by a key, and fetched by a click.
    await caller.dial(box.uri("0211234567"));
    await operator.until("CALL_INCOMING");
    await operator.answer();
    await page.waitForSelector(".caller[data-state='talking']");
    await page.keyboard.press("p");
    await page.waitForSelector("[data-slot='70'][data-taken]");
    assert.match(await page.textContent("[data-told]") ?? "", /slot 70/);
    await operator.until("CALL_CLOSED");
    await visit.look("operator-parked");
    await page.click("[data-slot='70'] button");
    await operator.until("CALL_INCOMING");
    await operator.answer();
    await caller.hears(440, 0.4);
    await page.waitForSelector("[data-slot='70']:not([data-taken])");

    // A slot that is chosen, by its digit: there, and back.
    await page.waitForSelector(".caller[data-state='talking']");
    await page.keyboard.press("2");
    await page.waitForSelector("[data-slot='72'][data-taken]");
    await operator.until("CALL_CLOSED");
    await page.keyboard.press("2");
    await operator.until("CALL_INCOMING");
    await operator.answer();
    await page.waitForSelector("[data-slot='72']:not([data-taken])");

    // Announced: the two talk about him, then he is put through.
    await page.waitForSelector(".caller[data-state='talking']");
    await page.click("[role=option][data-number='102']");
    await page.keyboard.press("Shift+Enter");
    await colleague.until("CALL_ESTABLISHED");
    await page.waitForSelector(".caller[data-state='announcing']");
    await operator.hears(COLLEAGUE_HZ, 0.4);
    await visit.look("operator-announcing");
    await page.keyboard.press("Escape");
    await colleague.until("CALL_CLOSED");
    await page.waitForSelector(".caller[data-state='talking']");
    await page.keyboard.press("Shift+Enter");
    await colleague.until("CALL_ESTABLISHED");
    await page.waitForSelector(".caller[data-state='announcing']");
    await page.keyboard.press("Enter");
    await operator.until("CALL_CLOSED");
    await caller.hears(COLLEAGUE_HZ, 0.4);
    await caller.hangUp();
    await colleague.until("CALL_CLOSED");

    // Dragged on to a free slot, and fetched from there; then on to a person.
    await caller.dial(box.uri("0211234567"));
    await operator.until("CALL_INCOMING");
    await operator.answer();
    await page.waitForSelector(".caller[data-state='talking']");
    await page.waitForSelector("[data-past]");
    await visit.look("operator-again");
    await page.dragAndDrop(".caller", "[data-slot='71']");
    await page.waitForSelector("[data-slot='71'][data-taken]");
    await operator.until("CALL_CLOSED");
    await page.click("[data-slot='71'] button");
    await operator.until("CALL_INCOMING");
    await operator.answer();
    await page.waitForSelector("[data-slot='71']:not([data-taken])");
    await page.waitForSelector(".caller[data-state='talking']");
    await page.dragAndDrop(".caller", "[role=option][data-number='102']");
    await colleague.until("CALL_ESTABLISHED");
    await caller.hears(COLLEAGUE_HZ, 0.4);
    await caller.hangUp();
    await box.untilIdle();

    assert.deepEqual(visit.faults, []);
    await visit.goTo("/audit?action=call.transfer");
    assert.equal(await page.locator("tbody tr").count(), 2);
  },
  { needs: ["baresip"], office: WORLD, extensions: 11 },
);

atTheDesk(
  "who waits in a queue of the receptionist's is sent on from there, and held calls are taken back by one key",
  async (visit) => {
    const { box, page } = visit;
    await atTheConsole(visit);
    await using opened = new AsyncDisposableStack();
    const [colleague, caller, operator] = await startPhones(opened, [
      { ...box.account("102", "udp"), hz: COLLEAGUE_HZ },
      { ...box.account("103", "udp"), hz: 1_100 },
      { ...box.account("101", "udp"), hz: 440, answers: "manual" },
    ]);
    assert.ok(colleague && caller && operator);
    await caller.dial(box.uri("8001"));
    await page.waitForSelector(".caller[data-state='queued']");
    await page.waitForSelector("[data-callers-in='queued'].some b >> text='1'");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("/");
    await page.keyboard.type("102");
    await page.keyboard.press("Enter");
    await colleague.until("CALL_ESTABLISHED");
    await caller.hears(COLLEAGUE_HZ, 0.4);
    await caller.hangUp();
    await colleague.until("CALL_CLOSED");

    // The receptionist takes the next one himself.
    await caller.dial(box.uri("8001"));
    await page.waitForSelector(".caller[data-state='queued']");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("a");
    await operator.until("CALL_INCOMING");
    await operator.answer();
    await caller.hears(440, 0.4);
    await caller.hangUp();
    await operator.until("CALL_CLOSED");

    // Nobody is on the line: Enter calls whoever is chosen.
    await page.waitForSelector("[data-callers='0']");
    await page.keyboard.press("Escape");
    await page.keyboard.press("ArrowDown");
    await page.waitForSelector("[role=option][data-number='102'][aria-selected='true']");
    await page.keyboard.press("Enter");
    await operator.until("CALL_INCOMING");
    await operator.answer();
    await colleague.until("CALL_ESTABLISHED");
    await page.waitForSelector(".caller[data-state='talking']");
    await page.keyboard.press("h");
    await page.waitForSelector(".caller[data-state='held']");
    // By now the menu has counts of its own, which are not these.
    await page.waitForSelector("[data-callers-in='held'].some b >> text='1'");
    await page.keyboard.press("h");
    await page.waitForSelector(".caller[data-state='talking']");
    await page.keyboard.press("x");
    await operator.until("CALL_CLOSED");
    await box.untilIdle();
  },
  { needs: ["baresip"], office: QUEUE },
);

atTheDesk(
  "what rings at the receptionist's phone is sent on by keys without being answered, and is no call that was missed",
  async (visit) => {
    const { box, page } = visit;
    await atTheConsole(visit);
    await using opened = new AsyncDisposableStack();
    const [operator, colleague, caller] = await startPhones(opened, [
      { ...box.account("101", "udp"), hz: 440, answers: "manual" },
      { ...box.account("102", "udp"), hz: COLLEAGUE_HZ },
      { user: "0733000222", hz: 1_100 },
    ]);
    assert.ok(operator && colleague && caller);
    await page.waitForSelector("[data-number='102'] .lamp.free");
    await caller.dial(box.uri("0211234567"));
    await operator.until("CALL_INCOMING");
    await page.waitForSelector(".caller[data-state='ringing']");
    assert.equal(await page.locator("[data-act='answer']").count(), 0, "his phone cannot be told to answer");
    await page.keyboard.press("/");
    await page.keyboard.type("phone 102");
    await page.waitForSelector("[role=option][data-number='102'][aria-selected='true']");
    await visit.look("operator-ringing");
    await page.keyboard.press("Enter");
    await operator.until("CALL_CLOSED");
    await colleague.until("CALL_ESTABLISHED");
    await caller.hears(COLLEAGUE_HZ, 0.4);
    await page.waitForSelector("[data-callers='0']");
    await caller.hangUp();
    await box.untilIdle();
    await visit.goTo("/missed");
    assert.equal(await page.locator("[data-entry]").count(), 0);
    await visit.goTo("/audit?action=call.transfer");
    assert.equal(await page.locator("tbody tr").count(), 1);
    assert.deepEqual(visit.faults, []);
  },
  { needs: ["baresip"], office: WORLD },
);

// Of Debian's phones none takes the event: baresip 1.0 and linphone 5.1 do not announce it. SIPp says what Yealink's say.
atTheDesk(
  "a phone on the desk that takes the event `talk` goes off hook by a key of the console",
  async (visit) => {
    const { box, page } = visit;
    await atTheConsole(visit);
    await using opened = new AsyncDisposableStack();
    const [caller] = await startPhones(opened, [{ ...box.account("102", "udp"), hz: COLLEAGUE_HZ }]);
    assert.ok(caller);
    const operator = await new Stage(box, opened).callee("101", [
      expect("INVITE", { keep: inviteKept }),
      answer("180 Ringing", { headers: ["Allow-Events: talk, hold, conference"] }),
      expect("NOTIFY", { matching: /Event: talk/ }),
      answerInside("200 OK"),
      answerKeptInvite("200 OK", audio()),
      expect("ACK"),
      hungUpOn,
    ]);
    await caller.dial(box.uri("101"));
    await page.waitForSelector("[data-act='answer']");
    await page.keyboard.press("a");
    await page.waitForSelector(".caller[data-state='talking']");
    await caller.until("CALL_ESTABLISHED");
    // SIPp says what it hears.
    await caller.hears(COLLEAGUE_HZ, 0.4);
    await page.keyboard.press("x");
    await operator.done();
    await box.untilIdle();
    await visit.goTo("/audit?action=call.answer");
    assert.equal(await page.locator("tbody tr").count(), 1);
  },
  { needs: ["baresip", "sipp"] },
);
