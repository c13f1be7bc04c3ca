import type { Multicast, Page } from "../directory/mod.ts";
import { isIpLiteral } from "./address.ts";
import { nameText, numberText } from "./names.ts";
import { needed, preset, record } from "./record.ts";
import { choice, list, type Shape, switched, text, whole } from "./shape.ts";

const MOST_MEMBERS = 100;
const MOST_CASTS = 10;

const groupIp = text({
  what: "an IPv4 multicast address as in 239.1.1.1",
  schema: { pattern: "^2(2[4-9]|3[0-9])\\.[0-9.]+$" },
  judge: (given) => isIpLiteral(given) && /^2(2[4-9]|3\d)\./.test(given) ? undefined : true,
});

const cast: Shape<Multicast> = record<Multicast>({
  ip: needed("ip", groupIp, "Where phones listen: 224.0.0.0 to 239.255.255.255"),
  port: needed("port", whole({ from: 1024, to: 65_534 }), "The RTP port there"),
  codec: preset("codec", choice(["pcmu", "pcma", "g722"]), { value: "pcmu", about: "What they take" }),
});

/** An extension of this office: only its phones can be asked to answer by themselves. */
const member: Shape<string> = {
  schema: numberText.schema,
  read(node, path, judge) {
    const number = numberText.read(node, path, judge);
    if (number !== undefined) judge.refer({ kind: "extension", id: number, from: node.from, path });
    return number;
  },
};

/** One of `pages:`. */
export const page: Shape<Page> = record<Page>({
  number: needed("number", numberText, "As dialled. In quotes"),
  name: needed("name", nameText, "Shown before the caller's name"),
  members: needed("members", list(member, MOST_MEMBERS), "Extensions whose phones answer by themselves"),
  duplex: preset("duplex", switched, { value: false, about: "Everybody is heard, and not the caller alone" }),
  emergency: preset("emergency", switched, {
    value: false,
    about: "Calls also phones that are in a call and people who do not wish to be disturbed",
  }),
  multicast: preset("multicast", list(cast, MOST_CASTS), {
    value: [],
    about: "RTP multicast addresses that phones of the zone listen at without a call, besides its members",
  }),
  mostS: preset("most", whole({ from: 5, to: 3600, unit: "seconds" }), {
    value: 120,
    about: "Seconds that a page may last",
  }),
});
