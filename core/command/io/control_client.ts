import { fail, type Result } from "../../base/mod.ts";
import { type ControlAnswer, type ControlRequest, LONGEST_CONTROL_LINE, readAnswer, writeRequest } from "../control.ts";
import { checkSocketPath, controlSocketPath } from "./control_socket.ts";
import { readLines, writeAll } from "./lines.ts";

/**
 * Asks the box that runs on a data folder. Faults: `no-box` (none runs there), `not-allowed` (it runs as somebody else),
 * `no-answer` (it ended before it answered).
 */
export async function askBox(dataFolder: string, request: ControlRequest): Promise<Result<ControlAnswer>> {
  const path = controlSocketPath(dataFolder);
  checkSocketPath(path);
  const connected = await connect(path, dataFolder);
  if (!connected.ok) return connected;
  using connection = connected.value;
  try {
    await writeAll(connection, writeRequest(1, request));
    for await (const line of readLines(connection, LONGEST_CONTROL_LINE)) return readAnswer(line);
  } catch (error) {
    const isGone = error instanceof Deno.errors.BrokenPipe || error instanceof Deno.errors.ConnectionReset;
    if (!isGone) throw error;
  }
  return fail("no-answer", `The box on data folder "${dataFolder}" ended before it answered`);
}

async function connect(path: string, dataFolder: string): Promise<Result<Deno.UnixConn>> {
  try {
    return { ok: true, value: await Deno.connect({ transport: "unix", path }) };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof Deno.errors.ConnectionRefused) {
      return fail(
        "no-box",
        `No box is running on data folder "${dataFolder}": start one with "kontor serve", or name its folder with --data`,
      );
    }
    if (error instanceof Deno.errors.PermissionDenied) {
      return fail(
        "not-allowed",
        `Cannot reach the box on data folder "${dataFolder}": run this as the user that runs the box`,
      );
    }
    throw error;
  }
}
