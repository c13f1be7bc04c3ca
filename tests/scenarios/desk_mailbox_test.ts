import assert from "node:assert/strict";
import { localTime } from "../../core/base/mod.ts";
import type { DeskCommand, MailboxView } from "../../core/switchboard/mod.ts";
import type { Lab } from "../lab/lab.ts";
import { filesOf, mailOffice, messagesIn } from "../lab/mailboxes.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";
import { connected, press, said } from "../lab/scene.ts";

type Office = ReturnType<typeof mailOffice>;

function boxOf(lab: Lab, box: string): MailboxView {
  const answer = lab.ask({ type: "mailbox", box });
  assert.ok(answer.type === "mailbox");
  return answer.mailbox;
}

function leaves({ lab, ana }: Office, seconds = 5): void {
  const call = connected(lab, ana, "*102");
  lab.run(seconds * 1_000);
  press(lab, ana, "#1");
  call.bye();
  lab.run(200);
}

function refused(lab: Lab, command: DeskCommand): string {
  const answer = lab.ask(command);
  assert.equal(answer.type, "refused", JSON.stringify(command));
  return answer.type === "refused" ? answer.text : "";
}

Deno.test("the desk shows a mailbox newest first, and what is heard there is saved", () => {
  const office = mailOffice();
  const { lab } = office;
  leaves(office);
  lab.run(60_000);
  leaves(office, 8);
  const { messages, usedMs, name, greeting } = boxOf(lab, "102");
  assert.equal(name, "Person 102");
  assert.deepEqual(greeting, { use: "standard", files: {} });
  assert.deepEqual(messages.map(({ state }) => state), ["new", "new"]);
  assert.ok(messages[0]!.at > messages[1]!.at);
  assert.ok(usedMs > 13_000);
  const { id } = messages[0]!;
  lab.ask({ type: "change-message", box: "102", id, change: { state: "saved" } });
  lab.ask({ type: "change-message", box: "102", id: messages[1]!.id, change: { state: "deleted" } });
  assert.deepEqual(boxOf(lab, "102").messages.map(({ state }) => state), ["saved", "deleted"]);
  assert.match(refused(lab, { type: "change-message", box: "102", id: "x", change: {} }), /"x"/);
  assert.match(refused(lab, { type: "mailbox", box: "101" }), /"101": it has none/);
  assert.match(refused(lab, { type: "mailbox", box: "nobody" }), /it has none/);
  assertNothingLeft(lab);
});

Deno.test("a message is forwarded at the desk behind a comment, and its file stays while either box has it", () => {
  const office = mailOffice();
  const { lab } = office;
  leaves(office);
  const { id, files, durationMs } = boxOf(lab, "102").messages[0]!;
  const comment = { path: "voicemail/103/comment-a.opus", durationMs: 3_000 };
  assert.equal(lab.ask({ type: "forward-message", box: "102", id, to: "103", comment }).type, "done");
  const [copy] = messagesIn(lab, "103");
  assert.deepEqual([copy?.files, copy?.forwardedBy], [[comment.path, ...files], "102"]);
  assert.equal(copy?.durationMs, durationMs + 3_000);
  assert.match(refused(lab, { type: "forward-message", box: "102", id, to: "101" }), /no mailbox/);
  assert.match(refused(lab, { type: "forward-message", box: "102", id, to: "102" }), /no mailbox/);
  lab.ask({ type: "change-message", box: "102", id, change: { state: "deleted" } });
  lab.run(25 * 3_600_000);
  leaves(office);
  const [left, ...others] = boxOf(lab, "102").messages;
  assert.deepEqual(others, []);
  assert.deepEqual(filesOf(lab), [...files, ...left!.files].sort());
  assertNothingLeft(lab);
});

Deno.test("a full mailbox takes nothing that is forwarded", () => {
  const office = mailOffice({ quotaMin: 0.15 });
  leaves(office);
  const { id } = boxOf(office.lab, "102").messages[0]!;
  assert.equal(office.lab.ask({ type: "forward-message", box: "102", id, to: "103" }).type, "done");
  assert.match(refused(office.lab, { type: "forward-message", box: "102", id, to: "103" }), /full/);
});

Deno.test("the greeting that is recorded and chosen at the desk is what callers hear", () => {
  const { lab, ana } = mailOffice();
  const hears = (): string => {
    const call = connected(lab, ana, "*102");
    const [greeting = ""] = said(lab).slice(-2);
    call.bye();
    lab.run(200);
    return greeting;
  };
  assert.match(refused(lab, { type: "choose-greeting", box: "102", use: "own" }), /recorded none/);
  const path = "voicemail/102/own-a.opus";
  lab.ask({ type: "record-greeting", box: "102", kind: "own", path });
  assert.doesNotMatch(hears(), /own-a/, "recorded, and not chosen yet");
  lab.ask({ type: "choose-greeting", box: "102", use: "own" });
  assert.match(hears(), /own-a/);

  const { date } = localTime(boxNow(lab), "Europe/Bucharest");
  for (const until of ["2000-01-01", "2099-02-30", "soon", ""]) {
    assert.match(refused(lab, { type: "choose-greeting", box: "102", use: "away", until }), /expected a day/, until);
  }
  lab.ask({ type: "choose-greeting", box: "102", use: "away", until: date });
  assert.match(hears(), /is-away-until/);
  lab.run(25 * 3_600_000);
  assert.match(hears(), /own-a/, "the day is over");

  lab.ask({ type: "record-greeting", box: "102", kind: "own" });
  assert.equal(boxOf(lab, "102").greeting.files.own, undefined);
  assert.doesNotMatch(hears(), /own-a/);
  assertNothingLeft(lab);
});

function boxNow(lab: Lab): Parameters<typeof localTime>[0] {
  return 1_700_000_000_000 + lab.now as Parameters<typeof localTime>[0];
}
