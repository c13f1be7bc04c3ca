import { fail, ok, type Result } from "../../core/base/mod.ts";
import type { ByteSource } from "./bytes.ts";
import { type OggPage, pagesOf, partsOf } from "./ogg_page.ts";
import { type OpusHead, readOpusHead, readOpusTags } from "./opus_head.ts";
import { samplesOf } from "./opus_packet.ts";

/** An Ogg Opus file, opened: its pages are known, its sound is read when it is wanted. */
export interface OpusFile {
  readonly head: OpusHead;
  /** By name in capitals. */
  readonly comments: Readonly<Record<string, string>>;
  /** The pages with sound. */
  readonly pages: readonly OggPage[];
  /** Where the first page begins and the last one ends, in samples at 48 kHz, pre-skip included. */
  readonly from: number;
  readonly to: number;
  /** Whether its end was written: false where it was cut off. */
  readonly isWhole: boolean;
}

/** Opens the first Opus stream of an Ogg file (RFC 7845). What was cut off in its last page is left out. */
export function openOpusFile(source: ByteSource): Result<OpusFile> {
  const all = [...pagesOf(source)];
  const [first] = all;
  if (first === undefined) return fail("no-ogg", "Cannot read the file: it has no whole page of Ogg");
  const head = readOpusHead(partsOf(source, first)[0] ?? new Uint8Array(0));
  if (!head.ok) return head;
  const own = all.filter((page) => page.serial === first.serial && !page.isFirst);
  const { tags, used } = readTags(source, own);
  if (tags === undefined) return fail("no-tags", `Cannot read "OpusTags": the file ends before them`);
  const pages = own.slice(used);
  const from = startOf(source, pages);
  const to = pages.findLast((page) => page.granule >= 0)?.granule ?? from;
  return ok({
    head: head.value,
    comments: readOpusTags(tags),
    pages,
    from,
    to: Math.max(from, to),
    isWhole: pages.at(-1)?.isLast === true,
  });
}

/** RFC 7845 §3: the second packet may take many pages, and the last of them has nothing else. */
function readTags(source: ByteSource, pages: readonly OggPage[]): { tags: Uint8Array | undefined; used: number } {
  for (const { packet, page } of packetsOf(source, pages)) return { tags: packet, used: page + 1 };
  return { tags: undefined, used: 0 };
}

/** RFC 7845 §4.3: a recording that was joined while it ran begins later than 0. */
function startOf(source: ByteSource, pages: readonly OggPage[]): number {
  const [first] = pages;
  return first === undefined ? 0 : Math.max(0, beginOf(source, first) ?? 0);
}

/** Where a page's first packet begins, by where its last one ends; undefined where it does not tell. */
export function beginOf(source: ByteSource, page: OggPage): number | undefined {
  // RFC 7845 §4.4: the last page may end before its packets do.
  if (page.granule < 0 || page.isLast || page.isContinued) return undefined;
  const whole = page.goesOn ? partsOf(source, page).slice(0, -1) : partsOf(source, page);
  return page.granule - whole.reduce((sum, packet) => sum + samplesOf(packet), 0);
}

/** A packet, and the number of the page that it ends in. */
export interface PagePacket {
  readonly packet: Uint8Array;
  readonly page: number;
}

/** The packets of pages, from one of them on; the rest of a packet that began before is left out. */
export function* packetsOf(source: ByteSource, pages: readonly OggPage[], from: number = 0): Generator<PagePacket> {
  let open: Uint8Array[] = [];
  for (let number = from; number < pages.length; number++) {
    const page = pages[number]!;
    const parts = partsOf(source, page);
    for (const [at, part] of parts.entries()) {
      const isRest = at === 0 && page.isContinued;
      const isLost = isRest && open.length === 0;
      if (!isRest) open = [];
      if (!isLost) open.push(part);
      if (at === parts.length - 1 && page.goesOn) break;
      if (!isLost) yield { packet: joined(open), page: number };
      open = [];
    }
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** RFC 7845 §4.6: a decoder is itself again after so many samples at 48 kHz. */
const PRE_ROLL = 3840;

/** Where to begin decoding to hear a position: the page, and where it begins. Positions are samples at 48 kHz. */
export function placeOf(file: OpusFile, position: number): { readonly page: number; readonly from: number } {
  const wanted = position - PRE_ROLL;
  // By halves: the last page that ends before what is wanted.
  let [low, high] = [0, file.pages.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (endOf(file, middle) <= wanted) low = middle + 1;
    else high = middle;
  }
  return { page: low, from: low === 0 ? file.from : endOf(file, low - 1) };
}

/** Where a page ends; one in which no packet ends is as far as the one before it. */
function endOf(file: OpusFile, page: number): number {
  for (let at = page; at >= 0; at--) {
    const granule = file.pages[at]!.granule;
    if (granule >= 0) return granule;
  }
  return file.from;
}
