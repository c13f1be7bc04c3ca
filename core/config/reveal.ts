import type { OfficeDraft, OfficeFile } from "./office.ts";
import type { SecretText } from "./secret.ts";
import { aloneKey, secretKey } from "./secret_key.ts";

/** A secret of the file, and under what the box keeps it. */
export interface FoundSecret {
  readonly key: string;
  readonly secret: SecretText;
}

/** The file with its secrets in their places; `textOf` is asked for each, whatever section it stands in. */
export function reveal(draft: OfficeDraft, textOf: (found: FoundSecret) => string): OfficeFile {
  const text = (key: string, secret: SecretText) => textOf({ key, secret });
  const extensions = draft.extensions.map(({ secret, pin, voicemail, ...extension }) => {
    const { number } = extension;
    return Object.freeze({
      ...extension,
      secret: text(secretKey("extensions", number, "secret"), secret),
      ...(pin === undefined ? {} : { pin: text(secretKey("extensions", number, "pin"), pin) }),
      ...(voicemail === undefined ? {} : {
        voicemail: Object.freeze({
          ...voicemail,
          pin: text(secretKey("extensions", number, "voicemail.pin"), voicemail.pin),
        }),
      }),
    });
  });
  const trunks = draft.trunks.map(({ secret, ...trunk }) =>
    Object.freeze(
      secret === undefined ? trunk : { ...trunk, secret: text(secretKey("trunks", trunk.name, "secret"), secret) },
    )
  );
  const rooms = draft.rooms.map(({ pin, moderatorPin, ...room }) =>
    Object.freeze({
      ...room,
      ...(pin === undefined ? {} : { pin: text(secretKey("rooms", room.number, "pin"), pin) }),
      ...(moderatorPin === undefined
        ? {}
        : { moderatorPin: text(secretKey("rooms", room.number, "moderator_pin"), moderatorPin) }),
    })
  );
  const disa = draft.disa.map((way) =>
    Object.freeze({ ...way, pin: text(secretKey("disa", way.name, "pin"), way.pin) })
  );
  const pbx = draft.pbx.map(({ secret, ami, ...system }) => {
    const { name } = system;
    return Object.freeze({
      ...system,
      ...(secret === undefined ? {} : { secret: text(secretKey("pbx", name, "secret"), secret) }),
      ...(ami === undefined
        ? {}
        : { ami: Object.freeze({ ...ami, secret: text(secretKey("pbx", name, "ami.secret"), ami.secret) }) }),
    });
  });
  const webhooks = draft.webhooks.map(({ secret, nextSecret, ...webhook }) =>
    Object.freeze({
      ...webhook,
      ...(secret === undefined ? {} : { secret: text(secretKey("webhooks", webhook.name, "secret"), secret) }),
      ...(nextSecret === undefined
        ? {}
        : { nextSecret: text(secretKey("webhooks", webhook.name, "next_secret"), nextSecret) }),
    })
  );
  const { secret, nextSecret, ...notice } = draft.emergencyNotice;
  const emergencyNotice = Object.freeze({
    ...notice,
    ...(secret === undefined ? {} : { secret: text(aloneKey("emergency", "secret"), secret) }),
    ...(nextSecret === undefined ? {} : { nextSecret: text(aloneKey("emergency", "next_secret"), nextSecret) }),
  });
  const { secret: turnSecret, ...servers } = draft.browserPhones;
  const browserPhones = Object.freeze({
    ...servers,
    ...(turnSecret === undefined ? {} : { secret: text(aloneKey("browser_phones", "secret"), turnSecret) }),
  });
  const accounts = draft.accounts.map((account) =>
    Object.freeze({ ...account, code: text(secretKey("account_codes", account.name, "code"), account.code) })
  );
  const crm = draft.crm.map(({ refreshToken, ...base }) =>
    Object.freeze({
      ...base,
      secret: text(secretKey("crm", base.name, "secret"), base.secret),
      ...(refreshToken === undefined
        ? {}
        : { refreshToken: text(secretKey("crm", base.name, "refresh_token"), refreshToken) }),
    })
  );
  return Object.freeze({
    ...draft,
    extensions: Object.freeze(extensions),
    trunks: Object.freeze(trunks),
    rooms: Object.freeze(rooms),
    disa: Object.freeze(disa),
    accounts: Object.freeze(accounts),
    pbx: Object.freeze(pbx),
    webhooks: Object.freeze(webhooks),
    emergencyNotice,
    browserPhones,
    crm: Object.freeze(crm),
  });
}

/** Every secret of the file. */
export function secretsIn(draft: OfficeDraft): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  reveal(draft, (each) => {
    found.push(each);
    return "";
  });
  return found;
}
