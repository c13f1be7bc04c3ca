/// <reference no-default-lib="true" />
/// <reference lib="deno.worker" />
/**
 * Makes reports away from the thread that carries signalling: it reads the rows itself, and is there only while it is wanted.
 *
 * @module
 */
import { randomBytes } from "node:crypto";
import { type Rate, type RateTable, tableOf } from "../../../core/rates/mod.ts";
import { openRows } from "../../../core/store/io/rows/mod.ts";
import { sealOctets } from "../../../media/file/mod.ts";
import { FileSink } from "../../../media/file/io/mod.ts";
import { makeReport } from "../make_report.ts";
import { qualityBySource } from "../quality.ts";
import type { Report } from "../report.ts";
import { type JsonOptions, listOf, writeJson } from "../write/json.ts";
import { writeReport } from "../write/write_report.ts";
import { callLines } from "./call_lines.ts";
import { listedOf } from "../asked_calls.ts";
import { SourceFault } from "../source_fault.ts";
import { readData } from "./read_data.ts";
import { readForeign } from "./read_foreign.ts";
import { readSounds } from "./read_sounds.ts";
import { readFonts } from "./read_fonts.ts";
import type { FileStyle, FromReportWorker, ReportOrder, ToReportWorker, Wanted } from "./words.ts";

const SALT_BYTES = 16;
/** A mail is given up after less. */
const KEPT_MS = 14 * 86_400_000;

const tell = (word: FromReportWorker, owned: Transferable[] = []): void => self.postMessage(word, owned);
const rates = new Map<string, { readonly currency: string; readonly rates: Rate[] }>();
const reading: { lines?: Iterator<Uint8Array<ArrayBuffer>> } = {};

/** Of another phone system as many as are wanted beside each other. */
async function make(order: ReportOrder, port: MessagePort | undefined): Promise<readonly [Report, ...Report[]]> {
  if (port !== undefined) {
    const others = order.beside === undefined ? [] : [order.beside];
    const [first, ...rest] = await readForeign(port, [order.plan, ...others]);
    return [makeReport(first!, order.plan), ...rest.map((data, at) => makeReport(data, others[at]!))];
  }
  const prices = new Map<string, RateTable>();
  for (const [trunk, told] of rates) prices.set(trunk, tableOf(told.currency, told.rates));
  rates.clear();
  using file = openRows(order.data);
  return [makeReport(await readData(file, order, prices), order.plan)];
}

function jsonOf([report, ...others]: readonly [Report, ...Report[]], options: JsonOptions): Uint8Array<ArrayBuffer> {
  const [first, ...rest] = [report, ...others].map((each) => writeJson(each, options));
  return rest.length === 0 ? first! : listOf([first!, ...rest]);
}

async function octetsOf(report: Report, { format, csv, colour, logo }: FileStyle, data: string) {
  const picture = logo === undefined ? {} : { logo: Deno.readFileSync(`${data}/${logo}`) };
  return await writeReport(report, format, { csv, branding: { colour, ...picture }, fonts: readFonts });
}

/** Written aside, and whole before it has its name. */
function keep(octets: Uint8Array<ArrayBuffer>, data: string, { path, seal }: Extract<Wanted, { as: "file" }>): void {
  const folder = `${data}/${path.replace(/\/[^/]*$/, "")}`;
  Deno.mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const { name, isFile } of Deno.readDirSync(folder)) {
    const { mtime } = Deno.statSync(`${folder}/${name}`);
    if (isFile && mtime !== null && Date.now() - mtime.getTime() > KEPT_MS) Deno.removeSync(`${folder}/${name}`);
  }
  const aside = `${data}/${path}.new`;
  try {
    Deno.removeSync(aside);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  using sink = new FileSink(aside);
  sink.write(sealOctets(octets, { ...seal, salt: new Uint8Array(randomBytes(SALT_BYTES)) }));
  Deno.renameSync(aside, `${data}/${path}`);
}

async function carryOut(word: ToReportWorker): Promise<void> {
  switch (word.type) {
    case "rates": {
      const { trunk, currency } = word;
      const known = rates.get(trunk) ?? { currency, rates: [] };
      for (const rate of word.rates) known.rates.push(rate);
      rates.set(trunk, known);
      return;
    }
    case "make": {
      const { order, wanted, port } = word;
      if (wanted.as === "calls") {
        const [data] = port === undefined ? [] : await readForeign(port, [order.plan]);
        return tell({ type: "calls", calls: listedOf(data?.calls ?? [], wanted) });
      }
      const forPrograms = "style" in wanted && wanted.style.format === "jsonl";
      const reports = await make({ ...order, plan: { ...order.plan, forPrograms } }, port);
      const [report] = reports;
      if (wanted.as === "figures") return tell({ type: "figures", report });
      const octets = wanted.as === "json" ? jsonOf(reports, wanted) : await octetsOf(report, wanted.style, order.data);
      if (wanted.as !== "file") return tell({ type: "octets", octets }, [octets.buffer]);
      keep(octets, order.data, wanted);
      return tell({ type: "written" });
    }
    case "sources": {
      const sources = qualityBySource(readSounds(word.data, word.period), word.limits);
      return tell({ type: "sources", sources });
    }
    case "list":
      reading.lines = callLines(word);
      return chunk();
    case "more":
      return chunk();
  }
}

function chunk(): void {
  const next = reading.lines?.next();
  if (next === undefined || next.done === true) return tell({ type: "chunk" });
  tell({ type: "chunk", octets: next.value }, [next.value.buffer]);
}

self.onmessage = async ({ data }: MessageEvent<ToReportWorker>): Promise<void> => {
  try {
    await carryOut(data);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    tell({ type: "fault", text, ...error instanceof SourceFault ? { isOfSource: true } : {} });
  }
};
