import type { Directory } from "../../core/directory/mod.ts";
import { callerKey } from "../../core/routing/mod.ts";
import type { DeskAnswer, DeskCommand } from "../../core/switchboard/mod.ts";

/** Whether somebody of the office is on the line with this number outside, or it rings at his phones. */
export function isOnTheLine(
  world: { ask(command: DeskCommand): DeskAnswer; directory(): Pick<Directory, "office"> },
  extension: string | undefined,
  number: string,
): boolean {
  const answer = world.ask({ type: "live" });
  if (extension === undefined || answer.type !== "live") return false;
  const { country } = world.directory().office;
  const key = callerKey(number, { country });
  const isHe = (other: string): boolean => callerKey(other, { country }) === key;
  return answer.live.calls.some(({ legs, dialled }) =>
    legs.some((leg) => leg.number === extension && leg.trunk === undefined) &&
    (isHe(dialled) || legs.some(({ trunk, number }) => trunk !== undefined && number !== undefined && isHe(number)))
  );
}
