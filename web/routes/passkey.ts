import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import type { RegistrationResponseJSON } from "@simplewebauthn/server";
import { type Answer, type Route, safeBack, setCookie, type Visit } from "../page/mod.ts";
import type { RelyingParty } from "../sign_in/mod.ts";
import { fieldOf } from "./json_field.ts";
import { UNPROVED } from "./sign_in_texts.ts";

/** What the browser is to sign (WebAuthn §7.2). */
export const passkeyOptions: Route = {
  path: "/sign-in/passkey/options",
  needs: "nobody",
  post: async (visit) => Response.json(await visit.world.passkeys.toSignIn(partyOf(visit))),
};

/** The browser's answer. */
export const passkeySignIn: Route = {
  path: "/sign-in/passkey",
  needs: "nobody",
  post: async (visit, _form, json): Promise<Answer> => {
    const { world, from } = visit;
    const [response, back] = [fieldOf(json, "response"), fieldOf(json, "back")];
    if (!isSignedByKey(response)) return new Response(null, { status: 400 });
    const came = await world.signIn.signInByPasskey(response, partyOf(visit), from);
    if (came.came !== "in") return new Response(null, { status: UNPROVED[came.came] });
    const headers = { "set-cookie": setCookie("session", came.token, from.secure) };
    return Response.json({ goTo: safeBack(typeof back === "string" ? back : null) }, { headers });
  },
};

export const passkeyAddOptions: Route = {
  path: "/me/passkeys/options",
  needs: "self",
  wantsProof: true,
  post: async (visit) => Response.json(await visit.world.passkeys.toAdd(visit.account, partyOf(visit))),
};

export const passkeyAdd: Route = {
  path: "/me/passkeys",
  needs: "self",
  wantsProof: true,
  post: async (visit, form, json): Promise<Answer> => {
    const { world, account, from } = visit;
    const removed = form.get("remove");
    if (typeof removed === "string") {
      const passkeys = account.passkeys.filter(({ id }) => id !== removed);
      const backupCodes = passkeys.length === 0 && account.totp === undefined ? [] : account.backupCodes;
      await world.accounts.put({ ...account, passkeys, backupCodes });
      await world.signIn.note("passkey.removed", { who: account.name, address: from.address });
      return { goTo: "/me" };
    }
    const [response, name] = [fieldOf(json, "response"), fieldOf(json, "name")];
    if (!isMade(response)) return new Response(null, { status: 400 });
    const called = typeof name === "string" && name.trim() !== "" ? name.trim().slice(0, 60) : from.agent.slice(0, 60);
    const passkey = await world.passkeys.added(response, partyOf(visit), called);
    if (passkey === undefined) return new Response(null, { status: 403 });
    await world.accounts.put({ ...account, passkeys: [...account.passkeys, passkey] });
    await world.signIn.note("passkey.added", { who: account.name, address: from.address, facts: { name: called } });
    return Response.json({ goTo: "/me" });
  },
};

/** A passkey is bound to the name by which the browser knows the box. */
export function partyOf({ url, world }: Visit): RelyingParty {
  const { name } = world.directory().office;
  return { id: url.hostname, origin: url.origin, name: name === "" ? "Kontor" : name };
}

/** The rest of it is judged by who verifies it. */
export function isSignedByKey(value: unknown): value is AuthenticationResponseJSON {
  return typeof fieldOf(value, "id") === "string" && typeof fieldOf(value, "response") === "object";
}

function isMade(value: unknown): value is RegistrationResponseJSON {
  return isSignedByKey(value);
}
