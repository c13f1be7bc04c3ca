import { elapsed, formatAddress } from "../base/mod.ts";
import { glanceAt, printable } from "./sip_glance.ts";
import type { TraceEntry, TraceRing } from "./trace_ring.ts";

const BOX = "Kontor";
const NARROWEST = 24;
const TIME_WIDTH = 10;

interface Step {
  readonly entry: TraceEntry;
  readonly label: string;
  readonly peer: string;
}

/**
 * The messages of a call as a ladder: a line of life for the box and one for each peer, one arrow a message, with
 * seconds since the first, CSeq, `SDP` where a session is described, and `again` on what was sent before.
 *
 * ```
 *              udp 192.0.2.11:5060              Kontor           udp 192.0.2.12:5060
 *    0.000 s             |------INVITE 1 SDP------>|                         |
 *    0.002 s             |                         |------INVITE 1 SDP------>|
 *    1.250 s             |                         |<-180 Ringing 1 INVITE---|
 * ```
 */
export function drawLadder(entries: readonly TraceEntry[]): string {
  const first = entries[0];
  if (first === undefined) return "No messages\n";
  const steps = stepsOf(entries);
  const columns = columnsOf(steps);
  const width = Math.max(
    NARROWEST,
    ...steps.map((step) => step.label.length + 8),
    ...columns.map((name) => name.length + 2),
  );
  const lines = [
    `${new Date(first.wall).toISOString()}  ${entries.length} ${entries.length === 1 ? "message" : "messages"}`,
    "",
    `${" ".repeat(TIME_WIDTH)}${columns.map((name) => centred(name, width)).join("")}`.trimEnd(),
  ];
  for (const step of steps) {
    const seconds = (elapsed(first.at, step.entry.at) / 1000).toFixed(3);
    const peerAt = columns.indexOf(step.peer);
    const boxAt = columns.indexOf(BOX);
    const [from, to] = step.entry.direction === "in" ? [peerAt, boxAt] : [boxAt, peerAt];
    const rungs = drawArrow(step.label, { from, to, columns: columns.length, width });
    lines.push(`${`${seconds} s`.padStart(TIME_WIDTH)}${rungs}`.trimEnd());
  }
  return `${lines.join("\n")}\n`;
}

function stepsOf(entries: readonly TraceEntry[]): readonly Step[] {
  const seen = new Set<string>();
  return entries.map((entry) => {
    const { title, cseq, hasSdp } = glanceAt(entry.bytes);
    const peer = `${entry.flow.transport} ${formatAddress(entry.flow.remote)}`;
    const key = `${entry.direction} ${peer} ${fingerprint(entry.bytes)}`;
    const marks = [title, numberOf(title, cseq), hasSdp ? "SDP" : "", seen.has(key) ? "again" : ""];
    seen.add(key);
    return { entry, peer, label: shorten(marks.filter((mark) => mark !== "").join(" ")) };
  });
}

// "INVITE 1" says it all; an answer also says what it answers: "200 OK 1 INVITE".
function numberOf(title: string, cseq: string | undefined): string {
  if (cseq === undefined) return "";
  const [number = "", method = ""] = printable(cseq).split(" ");
  return title === method ? number : `${number} ${method}`;
}

function shorten(label: string): string {
  return label.length > 48 ? `${label.slice(0, 47)}…` : label;
}

// FNV-1a: enough to know a message that was sent twice, and the text itself need not be kept for it.
function fingerprint(bytes: Uint8Array): string {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return `${bytes.length}:${hash >>> 0}`;
}

// The caller to the left of the box, everybody else to its right, in the order of their first message.
function columnsOf(steps: readonly Step[]): readonly string[] {
  const [caller = "", ...others] = new Set(steps.map((step) => step.peer));
  return [caller, BOX, ...others];
}

function centred(text: string, width: number): string {
  const left = Math.floor((width - text.length) / 2);
  return `${" ".repeat(Math.max(left, 0))}${text}`.padEnd(width);
}

interface Rung {
  readonly from: number;
  readonly to: number;
  readonly columns: number;
  readonly width: number;
}

function drawArrow(label: string, rung: Rung): string {
  const { from, to, columns, width } = rung;
  const middle = (column: number): number => column * width + Math.floor(width / 2);
  const cells = Array.from({ length: columns * width }, () => " ");
  for (let column = 0; column < columns; column++) cells[middle(column)] = "|";
  const [left, right] = [middle(Math.min(from, to)) + 1, middle(Math.max(from, to)) - 1];
  cells.fill("-", left, right + 1);
  if (to > from) cells[right] = ">";
  else cells[left] = "<";
  const labelAt = left + Math.floor((right - left + 1 - label.length) / 2);
  for (const [at, letter] of [...label].entries()) cells[labelAt + at] = letter;
  return cells.join("");
}

/** The messages of a call, drawn; undefined once they are forgotten. */
export function ladderOf(ring: TraceRing, call: string): string | undefined {
  const entries = ring.of(call);
  return entries.length === 0 ? undefined : drawLadder(entries);
}
