import { type Agent, isIn } from "../notebook/mod.ts";
import type { Directory } from "./directory.ts";

/** What is kept of each agent. */
export type AgentOf = (number: string) => Agent;

/** Whether a lamp is lit, as the agents are now. */
export type AgentLamp = (agentOf: AgentOf) => boolean;

const DIGITS = [..."0123456789"];

/**
 * The lamps of the codes by which agents log in and pause: `*45` shows a watcher whether he is in any of his queues,
 * `*458001` in that one, `*45101` whether 101 is in any of hers; `*46` whether he is paused, `*462` for that reason, `*46101`
 * whether she is; `*47` whether he gets calls to make. Undefined for whatever else is dialled.
 */
export function agentLampOf(directory: Directory, dialled: string, watcher: string): AgentLamp | undefined {
  const { codes, extensions, queues } = directory;
  const behindIn = behind(codes.agent, dialled);
  if (behindIn !== undefined) {
    const isQueue = queues.has(behindIn);
    if (behindIn !== "" && !isQueue && !extensions.has(behindIn)) return undefined;
    const whose = behindIn === "" || isQueue ? watcher : behindIn;
    return (agentOf) =>
      worksAs(directory, whose).some(({ number, queue }) =>
        (!isQueue || queue.number === behindIn) && isIn(agentOf(number), queue)
      );
  }
  const behindOutbound = behind(codes["agent-outbound"], dialled);
  if (behindOutbound === "" || extensions.has(behindOutbound ?? "")) {
    return (agentOf) => agentOf(behindOutbound || watcher).outbound !== undefined;
  }
  const behindPause = behind(codes["agent-pause"], dialled);
  if (behindPause === undefined) return undefined;
  const isReason = behindPause !== "" && !extensions.has(behindPause);
  if (isReason && !DIGITS.includes(behindPause)) return undefined;
  const whose = behindPause === "" || isReason ? watcher : behindPause;
  return (agentOf) =>
    worksAs(directory, whose).some(({ number }) => {
      const { paused } = agentOf(number);
      return isReason ? paused === behindPause : paused !== undefined;
    });
}

/** Under what the lamps of an agent are dialled, by all who may watch them. */
export function agentLampsOf(directory: Directory, agent: string): readonly string[] {
  const { codes, queues } = directory;
  const mine = [...queues.values()].filter(({ members }) => members.some(({ number }) => number === agent));
  const people = new Set(
    mine.flatMap(({ members }) =>
      members.flatMap(({ number, owner = number }) => number === agent ? [number, owner] : [])
    ),
  );
  const [code, pause, outbound] = [codes.agent, codes["agent-pause"], codes["agent-outbound"]];
  return [
    ...(code === false ? [] : ["", ...mine.map(({ number }) => number), ...people].map((each) => code + each)),
    ...(pause === false ? [] : ["", ...DIGITS, ...people].map((each) => pause + each)),
    ...(outbound === false ? [] : ["", ...people].map((each) => outbound + each)),
  ];
}

function behind(code: string | false, dialled: string): string | undefined {
  return code !== false && dialled.startsWith(code) ? dialled.slice(code.length) : undefined;
}

/** As what somebody works in which queue: himself, or a mobile of his. */
function worksAs({ queues }: Directory, whose: string) {
  return [...queues.values()].flatMap((queue) =>
    queue.members.filter(({ number, owner }) => number === whose || owner === whose)
      .map(({ number }) => ({ number, queue }))
  );
}
