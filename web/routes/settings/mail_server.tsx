import type { VNode } from "preact";
import type { ConfigFault } from "../../../core/config/mod.ts";
import { chooseMailServer, forgetMailServer, mailServerFacts, type Smtp, type SmtpWish } from "../../health/mod.ts";
import { type Route, type SignedVisit, textOf } from "../../page/mod.ts";
import { Field, Told } from "../../parts/mod.ts";
import { faultIn } from "../../words/mod.ts";
import { mailPage } from "./mail.tsx";

/** What was typed and would not do; of passwords nothing is shown again. */
export interface WrongServer {
  readonly form: FormData;
  readonly faults: readonly ConfigFault[];
}

const FIELDS = ["host", "port", "user", "from"] as const;
const TLS: readonly Smtp["tls"][] = ["starttls", "tls", "off"];

/** Through which server mail goes from now on; judged as kontor.yml would be. */
export const mailServer: Route = {
  path: "/settings/mail/server",
  needs: "change-office",
  wantsProof: true,
  post: async (visit, form) => {
    const { world, account, from: { address }, words: { box: words } } = visit;
    const server = world.box.mailServer;
    if (form.has("none")) {
      if (await forgetMailServer(server)) {
        await world.signIn.note("mail.server-forgotten", { who: account.name, address, facts: {} });
      }
      return { goTo: "/settings/mail" };
    }
    const outcome = await chooseMailServer(server, wishOf(form));
    if ("chosen" in outcome) {
      const facts = mailServerFacts(outcome.chosen);
      await world.signIn.note("mail.server-chosen", { who: account.name, address, facts });
      return mailPage(visit, { told: { kind: "good", text: words.serverChosen } });
    }
    return outcome.refused === "named"
      ? { goTo: "/settings/mail" }
      : mailPage(visit, { wrong: { form, faults: outcome.faults } });
  },
};

/** As it was typed; a password that nobody typed is left out. */
function wishOf(form: FormData): SmtpWish {
  const [host, port, user, from] = FIELDS.map((name) => textOf(form, name).trim()) as [string, string, string, string];
  const password = textOf(form, "password");
  return {
    ...{ host, port: /^\d+$/.test(port) ? Number(port) : port, tls: textOf(form, "tls"), user, from },
    ...password === "" ? {} : { password },
  };
}

/** The form of the mail server, as it is or as it was typed. */
export function ServerForm(
  { visit, wrong }: { readonly visit: SignedVisit; readonly wrong: WrongServer | undefined },
): VNode {
  const { words: { box: words, language }, world, from } = visit;
  const { now } = world.box.mailServer;
  const valueOf = (name: typeof FIELDS[number]) =>
    wrong === undefined ? String(now?.[name] ?? (name === "port" ? 587 : "")) : textOf(wrong.form, name);
  const faultOf = (name: string) => {
    const fault = wrong?.faults.find(({ path }) => path === `smtp.${name}`);
    return fault && faultIn(fault, language);
  };
  const field = (name: typeof FIELDS[number], label: string, more: { required?: boolean; hint?: string } = {}) => (
    <Field name={name} label={label} value={valueOf(name)} fault={faultOf(name)} {...more} />
  );
  const tls = wrong === undefined ? now?.tls : textOf(wrong.form, "tls");
  return (
    <form class="card padded" method="post" action="/settings/mail/server">
      <h2>{words.server}</h2>
      {!from.secure && <Told kind="warn">{words.serverInPlain}</Told>}
      {field("host", words.serverAddress, { required: true, hint: words.serverHint })}
      {field("port", words.port)}
      <div class="field">
        <label for="tls">{words.encrypted}</label>
        <select id="tls" name="tls">
          {TLS.map((each) => <option key={each} value={each} selected={each === tls}>{words.mailTls[each]}</option>)}
        </select>
      </div>
      {field("user", words.user, { hint: words.userHint })}
      <Field
        name="password"
        type="password"
        label={words.password}
        hint={now?.password === undefined ? undefined : words.passwordKept}
        fault={faultOf("password")}
        fills="new-password"
      />
      {field("from", words.sender, { required: true, hint: words.senderHint })}
      <p class="row">
        <button class="button first" type="submit">{words.chooseServer}</button>
        {now !== undefined && (
          <button class="button danger" type="submit" name="none" value="yes" formNoValidate>{words.noServer}</button>
        )}
      </p>
    </form>
  );
}
