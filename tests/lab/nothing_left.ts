import assert from "node:assert/strict";
import type { Lab } from "./lab.ts";

/** Tables that are empty when no call runs. */
const TABLES = [
  "calls_running",
  "scripts_running",
  "sessions",
  "legs",
  "calls_with_legs",
  "numbers_with_legs",
  "dialogs",
  "session_transactions",
  "session_duties",
  "client_transactions",
  "server_transactions",
  "transaction_deadlines",
  "messages_under_way",
  "places_taken",
  "trunk_errands_under_way",
  "goodbyes_under_way",
  "tolls_running",
  "reports_awaited",
  "recordings_under_way",
  "recordings_written",
  "files_spoken",
  "phones_overheard",
  "rooms_overheard",
  "announcements_under_way",
  "messages_on_their_way",
] as const;

/** Longer than any transaction lives, and than ports rest. */
const FORGETTING_MS = 70_000;

/**
 * What every scenario leaves behind: nothing. Every table is empty, every port is back, the media engine was told nothing
 * wrong, no script threw but for the `faults` expected, and the record closes whatever it opened.
 */
export function assertNothingLeft(lab: Lab, expected: { readonly faults?: number } = {}): void {
  // A phone that renews its registration just then would stand in the tables.
  for (const phone of lab.phones) phone.do({ do: "register", expiresS: 0 });
  // Trunks are asked for a sign of life for ever.
  if ((lab.figures()["trunks"] ?? 0) > 0) lab.reconfigure({});
  lab.run(FORGETTING_MS);
  const figures = lab.figures();
  for (const table of TABLES) {
    assert.equal(figures[table], 0, `${table} is not empty: ${JSON.stringify(figures)}`);
  }
  assert.equal(lab.media.open.size, 0, "the media engine has open legs");
  assert.equal(lab.media.recorded.size, 0, "the recorder has open files");
  assert.deepEqual(lab.media.faults, []);
  assert.equal(figures["leases_free"], lab.leases, "ports were not given back");
  assert.equal(figures["script_faults_total"] ?? 0, expected.faults ?? 0, lab.log.join("\n"));
  for (const { unreadable } of lab.hands) assert.deepEqual(unreadable, [], "the box sent what cannot be read");
  assertRecordClosed(lab);
}

/** Who is registered is so until he is not; what is kept gets old, and what people have planned comes: no call's. */
const STANDING: readonly string[] = ["registrations", "trunks", "errands", "expiry of recordings", "the clock"];

/** Once nothing is left nobody waits for anything either. */
export function assertNoDeadlines(lab: Lab): void {
  const waiting = lab.switchboard.waiting().filter((machine) => !STANDING.includes(machine));
  assert.deepEqual(waiting, [], `something is awaited still: ${JSON.stringify(lab.figures())}`);
}

/** Every call and every leg of the record has begun once and ended once, and its numbers have no gap. */
function assertRecordClosed({ events: ofCalls, presences }: Lab): void {
  const open = new Set<string>();
  const events = [...ofCalls, ...presences].toSorted((a, b) => a.sequence - b.sequence);
  for (const [at, event] of events.entries()) {
    assert.equal(event.sequence, events[0]!.sequence + at, "the record has a gap");
    switch (event.type) {
      case "call.started":
        open.add(event.call);
        break;
      case "leg.offered":
        assert.ok(open.has(event.call), "a leg came before its call, or after its end");
        open.add(event.leg);
        break;
      case "leg.moved":
      case "leg.ended":
        assert.ok(open.delete(event.leg), "a leg ended that was not there");
        break;
      case "call.ended":
        assert.ok(open.delete(event.call), "a call ended that was not there");
    }
  }
  assert.deepEqual([...open], [], "the record left something open");
}
