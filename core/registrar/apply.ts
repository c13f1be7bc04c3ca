import { type Flow, type Instant, later, toBytes, toText } from "../base/mod.ts";
import { parseUri, sameUri } from "../sip/mod.ts";
import type { Binding } from "./binding.ts";
import type { Refusal, Register, Wish } from "./read_register.ts";

/** Whose bindings, and how they come and go. */
export interface Case {
  readonly number: string;
  readonly contactLimit: number;
  readonly flow: Flow;
  readonly now: Instant;
}

/**
 * Applies a REGISTER to the bindings of its number (RFC 3261 §10.3 steps 6 and 7): all wishes or none. Returns the new
 * list; the old one stays as it was, and bindings that did not change stay the same objects.
 */
export function applyRegister(before: readonly Binding[], register: Register, on: Case): readonly Binding[] | Refusal {
  const { wishes } = register;
  if (wishes === "all-gone") {
    return before.some((binding) => isOutOfOrder(binding, register)) ? OUT_OF_ORDER : [];
  }
  const after = [...before];
  for (const wish of wishes) {
    const at = after.findIndex((binding) => isMeant(binding, wish));
    const known = after[at];
    if (known !== undefined && before.includes(known) && isOutOfOrder(known, register)) return OUT_OF_ORDER;
    if (wish.expiresS === 0) {
      if (known !== undefined) after.splice(at, 1);
      continue;
    }
    const fresh = bind(wish, register, on, known);
    if (known === undefined) after.push(fresh);
    else after[at] = fresh;
  }
  return makeRoom(before, withoutReplaced(before, after), register, on) ?? TOO_MANY;
}

const OUT_OF_ORDER: Refusal = { status: 500, reason: "CSeq Out Of Order" };
const TOO_MANY: Refusal = { status: 403, reason: "Too Many Phones For This Extension" };

/** §10.3 step 7: within one Call-ID an older request must not undo a newer one. */
function isOutOfOrder(binding: Binding, register: Register): boolean {
  return binding.callId === register.callId && register.cseq <= binding.cseq;
}

/** RFC 5626 §6: an outbound binding is known by instance and reg-id, all others by their URI. */
function isMeant(binding: Binding, wish: Wish): boolean {
  if (wish.regId !== undefined && binding.regId !== undefined) {
    return binding.instance === wish.instance && binding.regId === wish.regId;
  }
  if (binding.contact === wish.contact) return true;
  const contact = parseUri(binding.contact);
  return contact.ok && sameUri(contact.value, wish.uri);
}

/** A phone that comes back under another contact (it restarted, or its address changed) replaces its older self. */
function withoutReplaced(before: readonly Binding[], after: readonly Binding[]): readonly Binding[] {
  const fresh = after.filter((binding) => binding.instance !== undefined && !before.includes(binding));
  if (fresh.length === 0) return after;
  return after.filter((binding) =>
    !before.includes(binding) ||
    !fresh.some((newer) => newer.instance === binding.instance && newer.regId === binding.regId)
  );
}

/**
 * Keeps to the extension's limit. A phone that gives no instance and restarted would stand in its own way until its old
 * binding expires: where there is no room, what an earlier life of the same socket left behind makes it. Where the
 * limit was lowered below what is bound already, refreshing stays possible.
 */
function makeRoom(
  before: readonly Binding[],
  after: readonly Binding[],
  register: Register,
  on: Case,
): readonly Binding[] | undefined {
  const limit = Math.max(on.contactLimit, before.length);
  if (after.length <= limit) return after;
  const kept = after.filter((binding) => {
    const isLeftBehind = before.includes(binding) && binding.callId !== register.callId && binding.path.length === 0 &&
      register.path.length === 0 && isSamePeer(binding.flow, on.flow);
    return !isLeftBehind;
  });
  return kept.length <= limit ? kept : undefined;
}

function isSamePeer(a: Flow, b: Flow): boolean {
  return a.transport === b.transport && a.remote.ip === b.remote.ip && a.remote.port === b.remote.port;
}

function isSameFlow(a: Flow, b: Flow): boolean {
  return isSamePeer(a, b) && a.connection === b.connection && a.local.ip === b.local.ip &&
    a.local.port === b.local.port;
}

function bind(wish: Wish, register: Register, on: Case, known: Binding | undefined): Binding {
  const { userAgent } = register;
  const { instance, regId } = wish;
  return {
    number: on.number,
    contact: keep(wish.contact, known?.contact),
    flow: known !== undefined && isSameFlow(known.flow, on.flow) ? known.flow : on.flow,
    path: register.path.length === 0 ? NO_PATH : register.path.map((each, at) => keep(each, known?.path[at])),
    callId: keep(register.callId, known?.callId),
    cseq: register.cseq,
    preference: wish.preference,
    expiresAt: later(on.now, wish.expiresS * 1_000),
    ...(userAgent === undefined ? {} : { userAgent: keep(userAgent, known?.userAgent) }),
    ...(instance === undefined ? {} : { instance: keep(instance, known?.instance) }),
    ...(register.isOutbound && regId !== undefined ? { regId } : {}),
    ...(wish.doesIce ? { doesIce: true } : {}),
  };
}

const NO_PATH: readonly string[] = [];

/**
 * A text to be kept for an hour. One cut out of a message may hold on to that whole message, so the one we have is
 * taken again where it is the same, and a copy is made where it is not.
 */
function keep(text: string, known: string | undefined): string {
  return text === known ? known : toText(toBytes(text));
}
