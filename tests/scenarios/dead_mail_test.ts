import assert from "node:assert/strict";
import type { Mail } from "../../core/mail/mod.ts";
import type { DeadMailView } from "../../core/switchboard/mod.ts";
import { Lab } from "../lab/lab.ts";
import { assertNothingLeft } from "../lab/nothing_left.ts";

const DAY_MS = 86_400_000;

function mail(id: string, to: string): Mail {
  const receipt = { of: "missed", about: { entry: id } };
  return { id, to, subject: `Missed call ${id}`, text: "0745 123 456", attachments: [], receipt };
}

function post(lab: Lab, ...mails: Mail[]): void {
  lab.input({ type: "posted", mails, hooks: [], pages: [] });
  lab.run(1_000);
}

function lost(lab: Lab): readonly DeadMailView[] {
  const answer = lab.ask({ type: "dead-mails" });
  return answer.type === "dead-mails" ? answer.mails : [];
}

const ends = ({ receipts }: Lab) =>
  receipts.map(({ receipt, came, says }) => `${JSON.stringify(receipt.about)} ${came}: ${says}`);

Deno.test("a mail that is refused for good is kept over a restart with the reason, sent once more, or thrown away", () => {
  const lab = new Lab();
  lab.mail.unknown.add("gone@example.com");
  post(lab, mail("m-1", "gone@example.com"), mail("m-2", "gone@example.com"), mail("m-3", "ana@example.com"));
  assert.equal(lab.figures()["mails_given_up"], 2);
  const next = new Lab();
  next.input({ type: "recalled", pages: JSON.parse(JSON.stringify(lab.kept)) });
  next.run(1_000);
  assert.deepEqual(
    lost(next).map(({ at: _, ...letter }) => letter),
    ["m-1", "m-2"].map((id) => ({
      ...{ id, to: "gone@example.com", subject: `Missed call ${id}` },
      ...{ why: "550 5.1.1 no such user", isAddress: true },
    })),
  );
  assert.deepEqual(next.ask({ type: "retry-dead-mails", id: "m-1" }), {
    type: "done",
    text: "1 dead letter is sent once more",
  });
  next.run(1_000);
  assert.deepEqual(next.mail.taken.map(({ id }) => id), ["m-1"]);
  assert.equal(next.ask({ type: "drop-dead-mails", id: "m-2" }).type, "done");
  assert.equal(next.ask({ type: "drop-dead-mails", id: "m-2" }).type, "refused", "somebody else was faster");
  assert.deepEqual([lost(next), next.figures()["mails_given_up"]], [[], 0]);
  assertNothingLeft(next);
});

Deno.test("nothing is written to anybody while there is no mail server, and it begins with the one that is named", () => {
  const lab = new Lab();
  lab.input({ type: "mail-server", sends: false });
  post(lab, mail("m-1", "ana@example.com"));
  assert.equal(lab.figures()["mails_waiting"], 0);
  lab.input({ type: "mail-server", sends: true });
  post(lab, mail("m-2", "ana@example.com"));
  assert.deepEqual(lab.mail.taken.map(({ id }) => id), ["m-2"]);
  assertNothingLeft(lab);
});

Deno.test("a mail that nobody took for five days is given up, and its address is not blamed", () => {
  const lab = new Lab();
  lab.mail.says = "later";
  post(lab, mail("m-1", "ana@example.com"));
  lab.run(4 * DAY_MS);
  assert.deepEqual(lost(lab), []);
  lab.run(2 * DAY_MS);
  assert.deepEqual(lost(lab).map(({ id, why, isAddress }) => [id, why, isAddress]), [[
    "m-1",
    "the lab says so",
    false,
  ]]);
  assertNothingLeft(lab);
});

Deno.test("an address is blamed until a mail to it is taken", () => {
  const lab = new Lab();
  lab.mail.unknown.add("new@example.com");
  post(lab, mail("m-1", "new@example.com"));
  assert.deepEqual(lost(lab).map(({ isAddress }) => isAddress), [true]);
  lab.mail.unknown.clear();
  post(lab, mail("m-2", "ana@example.com"));
  assert.deepEqual(lost(lab).map(({ isAddress }) => isAddress), [true]);
  post(lab, mail("m-3", "new@example.com"));
  assert.deepEqual(lost(lab).map(({ id, isAddress }) => [id, isAddress]), [["m-1", false]]);
});

Deno.test("whoever wrote a mail is told each time what became of it, and it is kept for him until he has heard", () => {
  const lab = new Lab();
  lab.mail.unknown.add("new@example.com");
  post(lab, mail("m-1", "new@example.com"), mail("m-2", "ana@example.com"));
  lab.mail.unknown.clear();
  lab.ask({ type: "retry-dead-mails" });
  lab.run(1_000);
  const said = [
    '{"entry":"m-1"} lost: 550 5.1.1 no such user',
    '{"entry":"m-2"} sent: 250 2.0.0 Ok',
    '{"entry":"m-1"} sent: 250 2.0.0 Ok',
  ];
  assert.deepEqual(ends(lab), said);
  assert.equal(lab.kept.filter(({ family }) => family === "receipt").length, 3);
  const { receipt: _, ...silent } = mail("m-4", "ana@example.com");
  post(lab, silent);
  assert.equal(lab.receipts.length, 3, "nobody wants to know of this one");
});
