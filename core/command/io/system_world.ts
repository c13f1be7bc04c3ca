import { toText } from "../../base/mod.ts";
import type { CommandWorld } from "../run_command.ts";
import { askBox } from "./control_client.ts";
import { gatherFacts } from "./gather_facts.ts";
import { writeAll } from "./lines.ts";

/** The world of a command that was typed at a terminal; what runs a box or the demo is handed in by `main.ts`. */
export function systemWorld(
  runners: Pick<CommandWorld, "serve" | "demo" | "replayMissed" | "copyRecording">,
): CommandWorld {
  return {
    environment: Deno.env.toObject(),
    who: Deno.env.get("SUDO_USER") ?? Deno.env.get("USER") ?? Deno.env.get("LOGNAME") ?? `uid ${Deno.uid()}`,
    print: (text) => writeAll(Deno.stdout, text),
    complain: (text) => writeAll(Deno.stderr, text),
    read,
    ask: askBox,
    gather: gatherFacts,
    ...runners,
  };
}

async function read(path: string): Promise<string | undefined> {
  if (path === "-") return toText(await new Response(Deno.stdin.readable).bytes());
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
