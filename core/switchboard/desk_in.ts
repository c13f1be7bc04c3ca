import { assertNever, elapsed, formatAddress, type Instant } from "../base/mod.ts";
import type { Leg } from "../call/mod.ts";
import type { CallView, DeskAnswer, DeskCommand, PhoneView, TrunkView } from "./desk.ts";
import { featuresOf } from "./features.ts";
import { figuresOf } from "./figures.ts";
import type { Parts } from "./parts.ts";
import { sayOf } from "./presence.ts";

/** What the desk or the command line asks. */
export function deskIn(parts: Parts, command: DeskCommand): DeskAnswer {
  switch (command.type) {
    case "calls":
      return { type: "calls", calls: callViews(parts) };
    case "phones":
      return { type: "phones", phones: phoneViews(parts) };
    case "figures":
      return { type: "figures", figures: figuresOf(parts) };
    case "trunks":
      return { type: "trunks", trunks: trunkViews(parts) };
    case "recordings": {
      const recordings = parts.archive.all().map(({ path, call, at, size }) => ({ path, call, at, ...size }));
      return { type: "recordings", recordings };
    }
    case "features":
      return { type: "features", features: featuresOf(parts.exchange.directory) };
    case "set-presence": {
      const { number, said } = command;
      if (!parts.exchange.directory.extensions.has(number)) {
        return { type: "refused", text: `Cannot set the presence of "${number}": there is no such extension` };
      }
      sayOf(parts, number, said);
      return { type: "done", text: said === undefined ? `"${number}" says nothing` : `"${number}" is ${said.state}` };
    }
    case "hang-up": {
      if (!parts.calls.has(command.call)) {
        return { type: "refused", text: `Cannot hang up call "${command.call}": no such call runs` };
      }
      parts.runner.stop(command.call, { reached: true, cause: "normal" });
      return { type: "done", text: `Call "${command.call}" was hung up` };
    }
    case "drain":
      parts.draining = true;
      return { type: "done", text: `No new calls are taken; ${parts.calls.size} still run` };
    case "end-all": {
      const calls = [...parts.calls.keys()];
      for (const call of calls) parts.runner.stop(call, { reached: true, cause: "normal" });
      return { type: "done", text: `${calls.length} calls were ended` };
    }
    default:
      return assertNever(command);
  }
}

function callViews({ exchange, calls }: Parts): readonly CallView[] {
  return [...calls].map(([id, { since, dialled }]) => ({
    id,
    dialled,
    forMs: elapsed(since, exchange.now),
    legs: exchange.legs.ofCall(id).map((leg) => legView(leg, exchange.now)),
  }));
}

function legView({ id, session, since, room, overhears }: Leg, now: Instant): CallView["legs"][number] {
  const { number, name } = session.party;
  return {
    id,
    who: name === undefined ? number : `${name} <${number}>`,
    at: session.state.at,
    held: session.media.held,
    ...(room === undefined ? {} : { room }),
    ...(overhears === undefined ? {} : { listens: { to: overhears.whom.party.number, heardBy: overhears.heardBy } }),
    direction: session.direction,
    forMs: elapsed(since, now),
  };
}

function trunkViews({ exchange, trunks }: Parts): readonly TrunkView[] {
  return trunks.standings().map(({ name, kind, state, since, why, address }) => ({
    name,
    kind,
    state,
    forMs: elapsed(since, exchange.now),
    address,
    ...(why === "" ? {} : { why }),
    calls: exchange.legs.ofTrunk(name).length,
    channels: exchange.directory.trunks.get(name)?.channels ?? 0,
  }));
}

function phoneViews({ exchange, registrar, seating }: Parts): readonly PhoneView[] {
  return registrar.all(exchange.now).map((binding) => ({
    number: binding.number,
    ...(seating.whoIsAt(binding.number) === binding.number ? {} : { who: seating.whoIsAt(binding.number) }),
    contact: binding.contact,
    transport: binding.flow.transport,
    address: formatAddress(binding.flow.remote),
    ...(binding.userAgent === undefined ? {} : { userAgent: binding.userAgent }),
    expiresInMs: elapsed(exchange.now, binding.expiresAt),
  }));
}
