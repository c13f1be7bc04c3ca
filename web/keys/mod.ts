/**
 * The keys of programs, as the desk and programs themselves make them and take them back: nobody gives more than he has.
 *
 * @module
 */
export {
  addKey,
  type Giver,
  keyFacts,
  type KeyParts,
  type KeyRefused,
  type KeyWish,
  mayGive,
  removeKey,
} from "./keep_keys.ts";
