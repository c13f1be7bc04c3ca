/**
 * Account codes: a call outside is made for somebody, a client or a project, and whoever calls says for whom by keying in a
 * code. `*49` before a number, or alone, asks for the code first; where an extension or a route says
 * `account_code: required`, every call that somebody dials outside does, but for help. Three wrong codes end the call. What
 * nobody can be asked for goes out without one: forwarded calls and those that are transferred there. The record says the
 * account's name (`account.given`), and the code nowhere. `office.yml`: `account_codes`.
 *
 * @module
 */
export { callOnAccount } from "./script.ts";
