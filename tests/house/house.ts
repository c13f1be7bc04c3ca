/**
 * The house as the tests see it: its files, their rooms and the imports between them.
 *
 * @module
 */
import { IO_MAY_IMPORT, MAY_IMPORT } from "./import_table.ts";

/** The top of the repository, as a folder URL. */
export const TOP: URL = new URL("../../", import.meta.url);
const NOT_OURS = ["node_modules", "dist", "data", ".tmp", ".git"];

/** Every file of the house, as paths from its top, sorted. */
export function filesOfTheHouse(folder = ""): string[] {
  const paths: string[] = [];
  for (const entry of Deno.readDirSync(new URL(folder, TOP))) {
    if (NOT_OURS.includes(entry.name)) continue;
    if (entry.isDirectory) paths.push(...filesOfTheHouse(`${folder}${entry.name}/`));
    else paths.push(folder + entry.name);
  }
  return paths.sort();
}

export function readHouse(path: string): string {
  return Deno.readTextFileSync(new URL(path, TOP));
}

export const isSource = (path: string): boolean => /\.tsx?$/.test(path);
export const isTest = (path: string): boolean =>
  /(_test\.tsx?|[/_]exam\.ts|\/stage\.ts)$/.test(path) || path.startsWith("tests/");

/**
 * The room a file lives in: its second-level folder, or the `io` folder it lies in. Undefined for main.ts and for what
 * lies beside the rooms.
 */
export function roomOf(path: string): string | undefined {
  const parts = path.split("/").slice(0, -1);
  const io = parts.indexOf("io");
  if (io > 0) return parts.slice(0, io + 1).join("/");
  return parts.length < 2 || parts[0]?.startsWith(".") ? undefined : parts.slice(0, 2).join("/");
}

const IMPORT = new RegExp(
  [
    String
      .raw`^(?:import|export)(?:\s+type)?\s*(?:\*(?:\s+as\s+\w+)?|\{[^}]*\}|\w+(?:\s*,\s*\{[^}]*\})?)\s*from\s*"([^"]+)"`,
    String.raw`^import\s*"([^"]+)"`,
    String.raw`\bimport\("([^"]+)"\)`,
  ].join("|"),
  "gm",
);

/** The specifiers a source imports or exports from, in order. */
export function importsOf(source: string): string[] {
  return [...source.matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
}

/** Where a relative specifier leads, as a path from the top. */
export function targetOf(from: string, specifier: string): string {
  return new URL(specifier, `file:///${from}`).pathname.slice(1);
}

function allows(rooms: readonly string[], room: string): boolean {
  return rooms.includes(room) || rooms.includes(`${room.split("/")[0]}/*`);
}

function rowOf(room: string): readonly string[] | undefined {
  return MAY_IMPORT[room] ?? MAY_IMPORT[`${room.split("/")[0]}/*`];
}

/**
 * What is wrong with one import of one file, in words; undefined when the table allows it.
 *
 * @param from path of the importing file
 * @param specifier as written in the source
 */
export function faultOfImport(from: string, specifier: string): string | undefined {
  const say = (why: string): string => `${from} imports "${specifier}": ${why}`;
  if (!specifier.startsWith(".")) {
    return /^(https?|jsr|npm|data|blob):/.test(specifier)
      ? say("packages are named in deno.json, from npm only")
      : undefined;
  }
  const target = targetOf(from, specifier);
  const mine = roomOf(from);
  const theirs = roomOf(target);
  if (from === "main.ts" || from.startsWith("tests/") || from.startsWith(".ci/")) return undefined;
  if (mine === undefined) return say("only main.ts lies outside the rooms");
  if (theirs === mine || target.startsWith("tests/lab/") && isTest(from)) return undefined;
  if (theirs === undefined || theirs.startsWith("tests/")) return say("no room may look there");
  if (mine.startsWith(`${theirs}/`)) return undefined; // a room's io sees its own room from inside
  if (!/\/(mod|exam)\.ts$/.test(target)) return say(`the door of ${theirs} is its mod.ts`);
  if (isTest(from)) return undefined;
  const table = mine.endsWith("/io")
    ? [...(rowOf(mine.slice(0, -3)) ?? []), ...(IO_MAY_IMPORT[mine] ?? [])]
    : rowOf(mine);
  if (table === undefined) return say(`${mine} has no row in tests/house/import_table.ts`);
  if (theirs.endsWith("/io") && !table.includes(theirs)) return say("only main.ts imports an io/");
  return allows(table, theirs) ? undefined : say(`${mine} may not see ${theirs}`);
}
