import { statfs } from "node:fs/promises";
import type { Address, WallTime } from "../../base/mod.ts";
import { isIpv6 } from "../../base/mod.ts";
import type { BoxSettings } from "../../config/mod.ts";
import { type BrowserPhones, DEFAULT_BROWSER_PHONES, turnLoginFor } from "../../directory/mod.ts";
import type { SmtpSettings } from "../../mail/mod.ts";
import { localAddresses } from "../../io/mod.ts";
import type { BoxStatus } from "../control_handler.ts";
import type { BoxFacts, OptionsFact, StunFact } from "../doctor.ts";
import { BUILT_AFTER } from "../version.ts";
import { askStun } from "./ask_stun.ts";
import { askTurn } from "./ask_turn.ts";
import { askMail } from "./ask_mail.ts";
import { askBox } from "./control_client.ts";
import { probeOptions } from "./probe_options.ts";
import { probePorts, probeSoundPorts } from "./probe_ports.ts";

/** By whom it comes that a box asks its own TURN servers. */
const BOX = "kontor";

/**
 * Looks at everything that `kontor doctor` judges. Takes a few seconds where something does not answer.
 *
 * @param phones the office's servers for phones in browsers; undefined: of a command that was typed, which does not know the
 * office and asks the box whether it has refused it
 * @param trusted the mail server, where it need not be asked
 */
export async function gatherFacts(
  settings: BoxSettings,
  phones?: BrowserPhones,
  trusted?: SmtpSettings,
): Promise<BoxFacts> {
  const status = await answerOf(settings.data, "status") as BoxStatus | undefined;
  const figures = await answerOf(settings.data, "figures") as LostFigures | undefined;
  const running = status !== undefined;
  const ips = localAddresses().map(({ ip }) => ip);
  const stun = settings.sip.advertise === "auto" && settings.sip.stun !== undefined
    ? await askStun(settings.sip.stun)
    : undefined;
  const folder = await lookAtFolder(settings.data);
  const [outside, mail] = await Promise.all([
    askOutside(phones ?? DEFAULT_BROWSER_PHONES),
    askMail(settings, trusted),
  ]);
  return {
    settings,
    running,
    ...(phones !== undefined || status?.refused === undefined
      ? {}
      : { refused: { ...status.refused, runs: status.revision } }),
    ports: probePorts(settings),
    sound: probeSoundPorts(settings),
    clock: {
      wall: Date.now() as WallTime,
      earliest: Date.parse(BUILT_AFTER) as WallTime,
      synchronised: await isSynchronised(),
    },
    ips,
    ...(stun === undefined ? {} : { stun }),
    outside,
    options: running ? await askOptions(settings, ips, stun) : [],
    sipModules: await sipModules(),
    mail,
    lost: figures && { mails: figures.mails_given_up, hooks: figures.hooks_given_up },
    disk: await lookAtDisk(folder.exists ? settings.data : parentOf(settings.data)),
    openFiles: await openFiles(),
    folder,
  };
}

/** Of what `figures` answers. */
interface LostFigures {
  readonly mails_given_up: number;
  readonly hooks_given_up: number;
}

/** What the box that runs on a data folder answers; undefined where none does. */
async function answerOf(data: string, command: "status" | "figures"): Promise<unknown> {
  const answer = await askBox(data, { command });
  return answer.ok && answer.value.ok ? answer.value.value : undefined;
}

async function askOutside(phones: BrowserPhones): Promise<BoxFacts["outside"]> {
  const login = turnLoginFor(phones, BOX, Date.now());
  const [stun, turn] = await Promise.all([
    Promise.all(phones.stun.map((server) => askStun(server))),
    Promise.all(login === undefined ? [] : phones.turn.map((server) => askTurn(server, login))),
  ]);
  return { stun, turn };
}

async function askOptions(
  settings: BoxSettings,
  ips: readonly string[],
  stun: StunFact | undefined,
): Promise<readonly OptionsFact[]> {
  const { udp: port, bind, advertise } = settings.sip;
  if (port === false) return [];
  const [ip] = bind.flatMap((bound) => bound === "0.0.0.0" || bound === "::" ? matching(bound, ips) : [bound]);
  const outer = stun?.answer?.outer.ip ?? (advertise === "auto" ? undefined : advertise);
  const ways: readonly (readonly [OptionsFact["way"], Address | undefined])[] = [
    ["inside", ip === undefined ? undefined : { ip, port }],
    ["outside", outer === undefined || ips.includes(outer) ? undefined : { ip: outer, port }],
  ];
  return await Promise.all(ways.flatMap(([way, target]) => target === undefined ? [] : [probeOptions(way, target)]));
}

// An address of the network rather than the loopback: it is the one that phones use.
function matching(wildcard: string, ips: readonly string[]): readonly string[] {
  const family = ips.filter((ip) => isIpv6(ip) === isIpv6(wildcard));
  return family.toSorted((a, b) =>
    Number(a.startsWith("127.") || a === "::1") - Number(b.startsWith("127.") || b === "::1")
  );
}

// systemd-timesyncd leaves this file when a server has confirmed the time; its folder alone says that it runs.
async function isSynchronised(): Promise<boolean | undefined> {
  const folder = "/run/systemd/timesync";
  if (await exists(`${folder}/synchronized`)) return true;
  return await exists(folder) ? false : undefined;
}

async function sipModules(): Promise<readonly string[]> {
  const modules = await readOr("/proc/modules", "");
  return modules.split("\n").map((line) => line.split(" ")[0] ?? "").filter((name) =>
    /^nf_(nat|conntrack)_sip$/.test(name)
  );
}

async function openFiles(): Promise<number | undefined> {
  const limit = /^Max open files\s+(\d+)/m.exec(await readOr("/proc/self/limits", ""))?.[1];
  return limit === undefined ? undefined : Number(limit);
}

/** How much room is left where this path is; undefined where nothing is. */
export async function lookAtDisk(path: string): Promise<BoxFacts["disk"]> {
  if (!await exists(path)) return undefined;
  const { bavail, blocks, bsize } = await statfs(path);
  return { path, freeBytes: bavail * bsize, totalBytes: blocks * bsize };
}

async function lookAtFolder(path: string): Promise<BoxFacts["folder"]> {
  const there = await exists(path);
  const mode = there ? (await Deno.stat(path)).mode ?? 0 : 0;
  return { path, exists: there, mode: mode & 0o777, writable: await isWritable(there ? path : parentOf(path)) };
}

// Permission bits do not know of read-only file systems; a file that was made and removed does.
async function isWritable(folder: string): Promise<boolean> {
  try {
    await Deno.remove(await Deno.makeTempFile({ dir: folder, prefix: ".doctor-" }));
    return true;
  } catch (error) {
    const refused = [Deno.errors.PermissionDenied, Deno.errors.NotFound, Deno.errors.NotADirectory];
    if (refused.some((kind) => error instanceof kind) || /read-only/i.test(String(error))) return false;
    throw error;
  }
}

function parentOf(path: string): string {
  const parent = path.replace(/\/+$/, "").replace(/\/?[^/]+$/, "");
  return parent === "" ? (path.startsWith("/") ? "/" : ".") : parent;
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

async function readOr(path: string, otherwise: string): Promise<string> {
  return await exists(path) ? await Deno.readTextFile(path) : otherwise;
}
