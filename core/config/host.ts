import { isIpLiteral } from "./address.ts";
import { type Shape, text } from "./shape.ts";

/** Another machine. */
export const host: Shape<string> = text({
  what: "a host: a name or an IP address, without a port",
  judge: (given) => isHost(given) ? undefined : true,
});

/** A name or an IP address. */
export function isHost(given: string): boolean {
  return isIpLiteral(given) ||
    /^(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*$/.test(given);
}

/** Under which the box signs in there. */
export const user: Shape<string> = text({
  what: "a user name of 1 to 64 characters without blanks",
  schema: { minLength: 1, maxLength: 64 },
  judge: (given) => /^[!-~]{1,64}$/.test(given) && !/[<>"]/.test(given) ? undefined : true,
});
