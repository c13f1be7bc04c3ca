import {
  allocateRequest,
  type Allocation,
  readAllocation,
  releaseRequest,
  TRANSACTION_ID_BYTES,
  type TurnLogin,
} from "../../stun/mod.ts";
import type { TurnFact } from "../doctor.ts";
import { type Asker, DatagramAsker } from "./exchange.ts";
import { hostAndPortOf, resolveServer } from "./resolve_server.ts";
import { openStreamAsker } from "./stream_asker.ts";

/** A server that asks again and again lets nobody in. */
const MOST_CHALLENGES = 3;

/**
 * Asks a TURN server for a port as a phone in a browser does, and gives it back (RFC 8656 §7).
 *
 * @param server `turn:turn.example.org:3478`, `turns:turn.example.org:443?transport=tcp`
 */
export async function askTurn(
  server: string,
  login: { readonly username: string; readonly credential: string },
): Promise<TurnFact> {
  const asker = await askerFor(server);
  if (asker === undefined) return { server, answer: undefined };
  await using way = asker;
  const { username, credential: password } = login;
  let asked: TurnLogin | undefined;
  for (let round = 0; round < MOST_CHALLENGES; round++) {
    const said = await allocate(way, asked);
    if (said === undefined) return { server, answer: undefined };
    if (said.came === "refused") return { server, answer: { came: "refused", code: said.code, text: said.text } };
    if (said.came === "allocated") {
      // It would go by itself some minutes later: nobody waits for what is said to it.
      if (asked !== undefined) await way.ask(releaseRequest(newId(), asked), () => true);
      return { server, answer: said };
    }
    // RFC 8489 §9.2.5: the same realm again, and not for want of a fresh nonce, means that the login is wrong.
    if (asked !== undefined && said.challenge.nonce === asked.nonce) break;
    asked = { username, password, ...said.challenge };
  }
  return { server, answer: { came: "refused", code: 401, text: "Unauthorized" } };
}

function allocate(asker: Asker, login: TurnLogin | undefined): Promise<Allocation | undefined> {
  const id = newId();
  return asker.ask(allocateRequest(id, login), (bytes) => {
    const read = readAllocation(bytes, id);
    return read.ok ? read.value : undefined;
  });
}

async function askerFor(server: string): Promise<Asker | undefined> {
  const [, scheme, place = "", transport] = /^(turns?):([^?]+)(?:\?transport=(udp|tcp))?$/.exec(server) ?? [];
  if (scheme === "turns" || transport === "tcp") return await openStreamAsker(hostAndPortOf(place), scheme === "turns");
  const to = await resolveServer(place);
  return to === undefined ? undefined : new DatagramAsker(to);
}

function newId(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(TRANSACTION_ID_BYTES));
}
