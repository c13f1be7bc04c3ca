import { hasUnseen } from "../base/mod.ts";
import { type Shape, text } from "./shape.ts";

const LONGEST_NAME = 64;

/** A number of the office's own: an extension's, a group's, a slot's. */
export const numberText: Shape<string> = text({
  what: "a number of 2 to 6 digits",
  schema: { pattern: "^[0-9]{2,6}$" },
  judge: (given) => /^[0-9]{2,6}$/.test(given) ? undefined : true,
});

/** What people and things are called. Sent to phones in a header and shown on their displays: one line, nothing unseen. */
export const nameText: Shape<string> = text({
  what: `a name of 1 to ${LONGEST_NAME} characters on one line`,
  schema: { minLength: 1, maxLength: LONGEST_NAME },
  judge: (given) => given.trim() !== "" && [...given].length <= LONGEST_NAME && !hasUnseen(given) ? undefined : true,
});

/** What other places of the file call something by: `sales`, `main-menu`. */
export const wordText: Shape<string> = text({
  what: "a word of letters, digits, - and _",
  schema: { pattern: "^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$" },
  judge: (given) => /^[A-Za-z0-9][A-Za-z0-9_-]{0,31}$/.test(given) ? undefined : true,
});

/** What somebody in the office may dial: a number of any length, with * and # and a leading +. */
export const dialText: Shape<string> = text({
  what: "a number as it is dialled",
  schema: { pattern: "^[0-9*#+][0-9*#]{0,31}$" },
  judge: (given) => /^[0-9*#+][0-9*#]{0,31}$/.test(given) ? undefined : true,
});

/** A number of the whole world. */
export const worldNumber: Shape<string> = text({
  what: "a number with + and its country, as in +40211234567",
  schema: { pattern: "^\\+[1-9][0-9]{4,14}$" },
  judge: (given) => /^\+[1-9][0-9]{4,14}$/.test(given) ? undefined : true,
});

/** A file of this machine. */
export const filePath: Shape<string> = text({
  what: "the path of a file, from the root on",
  schema: { pattern: "^/" },
  judge: (given) => /^\/[^\0]{1,4000}$/.test(given) ? undefined : true,
});
