import type { Json, WallTime } from "../base/mod.ts";

/** A call that the box is to make by itself, as Asterisk does from a call file: it outlives a restart. */
export interface Errand {
  /** Whose phones ring. */
  readonly number: string;
  /** Who is shown there as the one who calls. */
  readonly from: { readonly number: string; readonly name?: string };
  /** Where whoever answers is brought. */
  readonly to: { readonly kind: string; readonly id: string };
  /** When it is due. */
  readonly at: WallTime;
  /** How often it is tried until somebody answers. */
  readonly tries: number;
  /** Nobody is rung first: where it leads there is no caller, and whoever is to be rung is rung there. */
  readonly alone?: true;
  /** However late it is: where it leads it is known until when somebody waits for it. */
  readonly evenLate?: true;
  /** Before it is done, none of these may be in a call. */
  readonly whenFree?: readonly string[];
  /** The phones are asked to answer by themselves. */
  readonly answersItself?: boolean;
}

/** The family of {@link Notebook} that errands are kept in. */
export const ERRAND_FAMILY = "errand";

/** Reads what was kept of an errand; undefined when it makes no sense. */
export function readErrand(value: Json | undefined): Errand | undefined {
  if (!isMap(value)) return undefined;
  const { number, from, to, at, tries, alone, evenLate, whenFree, answersItself } = value;
  if (typeof number !== "string" || typeof at !== "number" || typeof tries !== "number") return undefined;
  if (!isMap(from) || !isMap(to)) return undefined;
  const [who, name, kind, id] = [from["number"], from["name"], to["kind"], to["id"]];
  if (typeof who !== "string" || typeof kind !== "string" || typeof id !== "string") return undefined;
  return {
    number,
    from: { number: who, ...(typeof name === "string" ? { name } : {}) },
    to: { kind, id },
    at: at as WallTime,
    tries,
    ...(alone === true ? { alone } : {}),
    ...(evenLate === true ? { evenLate } : {}),
    ...(Array.isArray(whenFree) ? { whenFree: whenFree.filter((each) => typeof each === "string") } : {}),
    ...(answersItself === true ? { answersItself } : {}),
  };
}

/** What is to be kept of an errand. */
export function writeErrand({ from, to, ...others }: Errand): Json {
  return { ...others, from: { ...from }, to: { ...to } };
}

function isMap(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
