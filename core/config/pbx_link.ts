import type { PbxAmi, PbxTls } from "../directory/mod.ts";
import { host, user } from "./host.ts";
import { filePath } from "./names.ts";
import { type Field, needed, preset, record } from "./record.ts";
import { type SecretText, secretText } from "./secret.ts";
import { choice, type Shape, whole } from "./shape.ts";

/** A manager interface before its secret is known. */
export type DraftAmi = Omit<PbxAmi, "secret"> & { readonly secret: SecretText };

const word = choice(["off", "required"]);
const authority = record<{ readonly ca: string }>({
  ca: needed("ca", filePath, "A PEM file with the authorities that may certify the server"),
});

const pbxTls: Shape<PbxTls> = {
  schema: { anyOf: [word.schema, authority.schema] },
  read: (node, path, judge) => node.kind === "map" ? authority.read(node, path, judge) : word.read(node, path, judge),
};

/** How the way to a server is encrypted. */
export const way: Field<PbxTls> = preset<PbxTls>("tls", pbxTls, {
  value: "off",
  about: "The way there: off, required (whoever the server is), or { ca: FILE }, who may certify it",
});

/** `ami:` of an Asterisk. */
export const ami: Shape<DraftAmi> = record<DraftAmi>({
  host: needed("host", host, "Asterisk's name or address"),
  port: preset("port", whole({ from: 1, to: 65535 }), { value: 5038, about: "Of its manager interface" }),
  user: needed("user", user, "Of manager.conf: read = call,cdr,agent is enough, write nothing"),
  secret: needed("secret", secretText, "His secret; !kept for the one the box has"),
  tls: way,
});
