import type { CryptoLine } from "./crypto_line.ts";
import { isSrtpSuite, keyingOctets, type SrtpKey, type SrtpKeys, type SrtpSuite } from "./srtp_key.ts";

/** Which suites we take, in our order of preference, and where our own keys come from. */
export interface OwnCrypto {
  readonly suites: readonly SrtpSuite[];
  /** So many octets that nobody can guess: from the operating system, never from a seed but in tests. */
  readonly randomOctets: (count: number) => Uint8Array;
  /** The key that we send with already. It is kept where the suite stays: a change of keys is heard (RFC 4568 §7.1.4). */
  readonly current?: SrtpKey;
}

/** What was chosen of an offer: his key, which protects what he sends. */
export interface ChosenCrypto extends SrtpKey {
  readonly tag: number;
}

/** A shorter life would end within a working day at 50 packets a second, and we never change keys in mid-call. */
const SHORTEST_LIFETIME = 2 ** 20;

/**
 * The one key of a line that we can use, if it has one: our suite, one key without MKI, and no parameter that changes what
 * we do. Window sizes are hints (RFC 4568 §6.3.6), and what begins with `-` may be passed over (§6.3.7).
 */
function usableKey(line: CryptoLine): SrtpKey | undefined {
  const [first, ...more] = line.keys;
  if (first === undefined || more.length > 0 || first.mki !== undefined || !isSrtpSuite(line.suite)) return undefined;
  if ((first.lifetimePackets ?? SHORTEST_LIFETIME) < SHORTEST_LIFETIME) return undefined;
  if (!line.parameters.every((parameter) => /^(?:-|WSH=\d)/i.test(parameter))) return undefined;
  return { suite: line.suite, key: first.key };
}

/**
 * Chooses among the lines of an offer: of the suite that we like best, the first that we can use. Undefined when there is
 * none.
 *
 * @param preference the suites that we take, best first
 */
export function chooseCrypto(
  offered: readonly CryptoLine[],
  preference: readonly SrtpSuite[],
): ChosenCrypto | undefined {
  for (const suite of preference) {
    for (const line of offered) {
      const key = line.suite === suite ? usableKey(line) : undefined;
      if (key !== undefined) return { tag: line.tag, ...key };
    }
  }
  return undefined;
}

/** The lines of our own offer: a tag from 1 on and a fresh key for each suite, but the key that we send with already. */
export function offerCrypto({ suites, randomOctets, current }: OwnCrypto): readonly CryptoLine[] {
  return suites.map((suite, at) => ownLine(at + 1, keyFor(suite, randomOctets, current)));
}

/** The line that answers what was chosen, with our key, and both keys. */
export function answerCrypto(
  { tag, suite, key }: ChosenCrypto,
  { randomOctets, current }: OwnCrypto,
): { readonly line: CryptoLine; readonly srtp: SrtpKeys } {
  const send = keyFor(suite, randomOctets, current);
  return { line: ownLine(tag, send), srtp: { send, receive: { suite, key } } };
}

/** Both keys, when his answer has chosen one of the lines that we offered (RFC 4568 §5.1.3). */
export function settleCrypto(ours: readonly CryptoLine[], his: readonly CryptoLine[]): SrtpKeys | undefined {
  const [line, ...more] = his;
  if (line === undefined || more.length > 0) return undefined;
  const own = ours.find(({ tag }) => tag === line.tag);
  const [send, receive] = [own && usableKey(own), usableKey(line)];
  return send !== undefined && receive !== undefined && send.suite === receive.suite ? { send, receive } : undefined;
}

function keyFor(suite: SrtpSuite, randomOctets: OwnCrypto["randomOctets"], current: SrtpKey | undefined): SrtpKey {
  if (current?.suite === suite) return current;
  return { suite, key: btoa(String.fromCharCode(...randomOctets(keyingOctets(suite)))) };
}

function ownLine(tag: number, { suite, key }: SrtpKey): CryptoLine {
  return { tag, suite, keys: [{ key }], parameters: [] };
}
