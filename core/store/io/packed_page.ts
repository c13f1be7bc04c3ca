import { Buffer } from "node:buffer";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import type { ChainedRow } from "../day_chain.ts";
import { factsOf, openKind, type PackedFacts, packFacts } from "./packed_facts.ts";
import { IdOctets, type PackedIds, unpackIds } from "./packed_ids.ts";

/** So many events make a page: one is read and unpacked in a millisecond, and half as many take an eighth more room. */
export const PAGE_EVENTS = 1_024;

/** A page begins with how many octets of it are the columns. The ids' follow them. */
const HEAD_OCTETS = 4;
/** With what it began when it was packed columns and nothing else: brotli's window of 4 MB. Lengths begin with 0. */
const BARE = 0x0b;

/** Monotonic times are whole nanoseconds, told in milliseconds. */
const NS_A_MS = 1e6;
/** Wall times of these years are whole multiples of this many milliseconds: doubles have no finer ones. */
const WALL_GRAIN_MS = 2 ** -12;

/**
 * A page as columns, each written as what changes from row to row: what is alike stands together, and packs to little.
 * Texts stand once and are counted from 0 in the order in which they first come.
 */
interface Columns {
  readonly first: number;
  readonly boots: readonly number[];
  readonly boot: readonly number[];
  readonly calls: readonly string[] | PackedIds;
  readonly call: readonly number[];
  readonly legs: readonly (string | null)[] | PackedIds;
  readonly leg: readonly number[];
  readonly facts: PackedFacts;
  readonly monotonic: Times;
  /** How far each is from what the first one and the monotonic clock make one expect. */
  readonly at: Times;
}

/** Steps in whole grains, or the times themselves where they are not of that grain. */
type Times = { readonly first: number; readonly steps: readonly number[] } | { readonly plain: readonly number[] };

/** Packs events that follow one another without a gap. What is unpacked is octet by octet the same: days stay sealed. */
export function packPage(rows: readonly ChainedRow[]): Uint8Array {
  const [first] = rows;
  if (first === undefined) throw new Error("Cannot pack a page of the record: it has no events");
  const [calls, legs, boots] = [new Words<string>(), new Words<string | null>(), new Words<number>()];
  const call = rows.map((row) => calls.placeOf(row.call));
  const leg = rows.map((row) => legs.placeOf(row.leg));
  const boot = rows.map((row) => boots.placeOf(row.boot));
  const ids = new IdOctets();
  const columns: Columns = {
    first: first.sequence,
    boots: boots.all,
    boot: steps(boot),
    calls: ids.pack(calls.all),
    call: steps(call),
    legs: ids.pack(legs.all),
    leg: steps(leg),
    facts: packFacts(rows, legs.all, ids),
    monotonic: timesOf(rows.map((row) => row.monotonic_ms), NS_A_MS),
    at: wallOf(rows),
  };
  const params = { [constants.BROTLI_PARAM_QUALITY]: 5 };
  const packed = brotliCompressSync(JSON.stringify(columns), { params });
  const page = new Uint8Array(HEAD_OCTETS + packed.length + ids.octets.length);
  new DataView(page.buffer).setUint32(0, packed.length);
  page.set(packed, HEAD_OCTETS);
  page.set(ids.octets, HEAD_OCTETS + packed.length);
  return page;
}

/** A page that has been unpacked; its rows are made when they are asked for, and one call has few of them. */
export interface OpenPage {
  all(): readonly ChainedRow[];
  of(call: string): readonly ChainedRow[];
}

export function unpackPage(packed: Uint8Array): readonly ChainedRow[] {
  return openPage(packed).all();
}

export function openPage(packed: Uint8Array): OpenPage {
  const { columns, hex } = (packed[0]! & 0x0f) === BARE ? openBare(packed) : openHeaded(packed);
  const { first, boots, facts: { kind, words } } = columns;
  const [calls, legs] = [unpackIds(columns.calls, hex), unpackIds(columns.legs, hex)];
  const texts = [...legs, ...words];
  const kinds = columns.facts.kinds.map((kind) => openKind(kind, hex));
  const [boot, call, leg] = [sums(columns.boot), sums(columns.call), sums(columns.leg)];
  const monotonic = timesFrom(columns.monotonic, NS_A_MS);
  const wall = wallFrom(columns.at, monotonic);
  const rowsOf = (wanted: number | undefined): readonly ChainedRow[] => {
    const told = kinds.map(() => 0);
    const rows: ChainedRow[] = [];
    for (let at = 0; at < kind.length; at++) {
      const place = kind[at]!;
      const nth = told[place]!++;
      if (wanted !== undefined && call[at] !== wanted) continue;
      rows.push({
        sequence: first + at,
        call: calls[call[at]!]!,
        at: wall[at]!,
        monotonic_ms: monotonic[at]!,
        boot: boots[boot[at]!]!,
        type: kinds[place]!.type,
        leg: legs[leg[at]!]!,
        facts: factsOf(kinds[place]!, nth, texts),
      });
    }
    return rows;
  };
  return {
    all: () => rowsOf(undefined),
    of: (call) => {
      const place = calls.indexOf(call);
      return place < 0 ? [] : rowsOf(place);
    },
  };
}

function openHeaded(packed: Uint8Array): { readonly columns: Columns; readonly hex: string } {
  const page = Buffer.from(packed.buffer, packed.byteOffset, packed.byteLength);
  const end = HEAD_OCTETS + page.readUInt32BE();
  const columns = JSON.parse(brotliDecompressSync(page.subarray(HEAD_OCTETS, end)).toString());
  return { columns, hex: page.subarray(end).toString("hex") };
}

/** The first pages had each type's facts as they were written. */
function openBare(packed: Uint8Array): { readonly columns: Columns; readonly hex: string } {
  const { types, type, facts, ...columns } = JSON.parse(brotliDecompressSync(packed).toString());
  const kinds = types.map((type: string, at: number) => ({ type, pieces: [], columns: [facts[at]] }));
  return { columns: { ...columns, facts: { kinds, kind: type, words: [] } }, hex: "" };
}

/** FNV-1a of 32 bits: short in the index, and that two calls in a thousand share one costs a page more to be read. */
export function hashOfCall(call: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < call.length; at++) hash = Math.imul(hash ^ call.charCodeAt(at), 0x01000193);
  return hash | 0;
}

/** Each word once. */
class Words<T> {
  readonly all: T[] = [];
  readonly #places = new Map<T, number>();

  placeOf(word: T): number {
    const known = this.#places.get(word);
    if (known !== undefined) return known;
    this.#places.set(word, this.all.length);
    return this.all.push(word) - 1;
  }
}

function steps(values: readonly number[]): readonly number[] {
  return values.map((value, at) => value - (values[at - 1] ?? 0));
}

function sums(steps: readonly number[]): readonly number[] {
  let sum = 0;
  return steps.map((step) => sum += step);
}

function timesOf(values: readonly number[], grains: number): Times {
  const whole = values.map((value) => Math.round(value * grains));
  const isExact = values.every((value, at) => whole[at]! / grains === value && Number.isSafeInteger(whole[at]));
  return isExact ? { first: 0, steps: steps(whole) } : { plain: values };
}

function timesFrom(times: Times, grains: number): readonly number[] {
  return "plain" in times ? times.plain : sums(times.steps).map((whole) => whole / grains);
}

/** The wall clock was read once, at the start of a run: from then on it goes with the monotonic one. */
function wallOf(rows: readonly ChainedRow[]): Times {
  const first = rows[0]!.at - rows[0]!.monotonic_ms;
  const off = rows.map(({ at, monotonic_ms }) => Math.round((at - (first + monotonic_ms)) / WALL_GRAIN_MS));
  const isExact = rows.every(({ at, monotonic_ms }, place) =>
    first + monotonic_ms + off[place]! * WALL_GRAIN_MS === at
  );
  return isExact && off.every(Number.isSafeInteger)
    ? { first, steps: steps(off) }
    : { plain: rows.map(({ at }) => at) };
}

function wallFrom(times: Times, monotonic: readonly number[]): readonly number[] {
  if ("plain" in times) return times.plain;
  const { first, steps } = times;
  let off = 0;
  return monotonic.map((ms, place) => first + ms + (off += steps[place]!) * WALL_GRAIN_MS);
}
