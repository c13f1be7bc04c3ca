import type { DeskAnswer, DeskCommand } from "../../../core/switchboard/mod.ts";
import type { AuditAction, AuditFact } from "../../audit/mod.ts";
import { type Act, isActFor, numberIn } from "../../console/mod.ts";
import type { OperatorCall, Seat } from "../../live/mod.ts";
import type { Route, SignedVisit } from "../../page/mod.ts";
import { seatOf } from "./seat.ts";

/** What the operator does with a call: one that concerns him as things stand, and nothing that it does not allow. */
export const operatorAct: Route = {
  path: "/operator/calls/:leg/:act",
  needs: "operate",
  post: async (visit, _form, json) => {
    const seat = seatOf(visit);
    const { leg = "", act = "" } = visit.params;
    const call = seat === undefined ? undefined : visit.world.operator.of(seat).calls.find((each) => each.leg === leg);
    if (seat === undefined || call === undefined) return refusedFor("not-found", 404);
    const { to, slot } = wishIn(json);
    if (!isActFor(call.state, act, to)) return refusedFor("conflict");
    const command = commandOf({ visit, seat, call, act }, { to, slot });
    return command === undefined
      ? refusedFor("value")
      : await carryOut(visit, { action: `call.${act}`, facts: { call: call.call, to }, seat }, command);
  },
};

/** The operator's phone rings, and whoever is chosen is called. */
export const operatorDial: Route = {
  path: "/operator/dial",
  needs: "operate",
  post: async (visit, _form, json) => {
    const seat = seatOf(visit);
    const { to } = wishIn(json);
    if (seat === undefined || to === undefined) return refusedFor("value");
    const doing = { action: "call.dialled" as const, facts: { to }, seat };
    return await carryOut(visit, doing, { type: "call-for", from: seat.extension, to, answersItself: true });
  },
};

type Why = NonNullable<Extract<DeskAnswer, { readonly type: "refused" }>["why"]>;

function refusedFor(why: Why, status: 404 | 409 = 409): Response {
  return Response.json({ why }, { status });
}

interface Wish {
  readonly to: string | undefined;
  readonly slot: string | undefined;
}

function wishIn(json: unknown): Wish {
  const fields: Readonly<Record<string, unknown>> = typeof json === "object" && json !== null ? { ...json } : {};
  const { to, slot } = fields;
  return {
    to: typeof to === "string" ? numberIn(to) : undefined,
    slot: typeof slot === "string" ? slot : undefined,
  };
}

interface Asked {
  readonly visit: SignedVisit;
  readonly seat: Seat;
  readonly call: OperatorCall;
  readonly act: Act;
}

/** What the switchboard is asked for; undefined where there is nothing to ask. */
function commandOf({ visit, seat, call, act }: Asked, { to: wanted, slot }: Wish): DeskCommand | undefined {
  const { extension: by } = seat;
  const { codes, extensions } = visit.world.directory();
  if (act === "fetch" && call.state === "queued") {
    return { type: "queue-send", caller: call.leg, to: { kind: "dial", id: by } };
  }
  if (act === "fetch") {
    const to = call.slot;
    return to === undefined ? undefined : { type: "call-for", from: by, to, answersItself: true, only: "park-slot" };
  }
  if (call.call === undefined) return undefined;
  if (act === "hang-up") return { type: "hang-up", call: call.call, by };
  const steer = { type: "steer", call: call.call, by } as const;
  if (act === "park") return { ...steer, order: { do: act, ...slot === undefined ? {} : { slot } } };
  if (act !== "transfer" && act !== "announce" && act !== "voicemail") return { ...steer, order: { do: act } };
  const leads = codes["voicemail-to"];
  if (wanted === undefined) return undefined;
  if (act === "voicemail" && (leads === false || extensions.get(wanted)?.mailbox === undefined)) return undefined;
  const to = act === "voicemail" ? `${leads}${wanted}` : wanted;
  if (call.state === "ringing") return { ...steer, order: { do: "deflect", to } };
  if (call.state === "queued") return { type: "queue-send", caller: call.leg, to: { kind: "dial", id: to } };
  return { ...steer, order: { do: act === "announce" ? act : "transfer", to } };
}

interface Doing {
  readonly action: AuditAction;
  readonly facts: Readonly<Partial<Record<AuditFact, string | undefined>>>;
  readonly seat: Seat;
}

/** Does it; the audit knows who did. */
async function carryOut(
  { world, account, from }: SignedVisit,
  { action, facts, seat }: Doing,
  command: DeskCommand,
): Promise<Response> {
  const answer = world.ask(command);
  if (answer.type === "refused") return refusedFor(answer.why ?? "conflict");
  const slot = answer.type === "parked" ? answer.slot : undefined;
  const told = Object.entries({ ...facts, by: seat.extension, slot })
    .filter((each): each is [string, string] => each[1] !== undefined);
  const note = { who: account.name, address: from.address, facts: Object.fromEntries(told) };
  await world.signIn.note(action, note);
  return slot === undefined ? new Response(null, { status: 204 }) : Response.json({ slot });
}
