/** What is publicly known of a provider: what a trunk need not say, and what it must find in its contract. */
export interface Provider {
  /** By the keys of `trunks:`. */
  readonly says: Readonly<Record<string, string | number | readonly string[]>>;
  /** By key: what is to be written there. */
  readonly asks: Readonly<Record<string, string>>;
}

const ACCOUNT = { user: "the account's user name", secret: "the account's password" };

/**
 * Providers by the word behind `preset:`. Only what they publish themselves; what differs from customer to customer is
 * asked for. A key that the trunk writes itself stands before what is here.
 */
export const PROVIDERS: Readonly<Record<string, Provider>> = {
  "bandwidth": {
    says: { kind: "peer", transport: "udp", format: "e164", presents: "pai", codecs: ["pcmu"] },
    asks: { host: "the address of Bandwidth's that your account was given" },
  },
  "deutsche-telekom": {
    says: { kind: "register", host: "tel.t-online.de", transport: "tcp", format: "e164", presents: "ppi" },
    asks: ACCOUNT,
  },
  "didww": {
    says: { kind: "peer", transport: "udp", format: "e164-plain", presents: "from" },
    asks: { host: "the host of your outbound trunk, as in nyc.us.out.didww.com", ...ACCOUNT },
  },
  "digi-ro": {
    says: { kind: "register", transport: "udp", format: "national", presents: "from", codecs: ["pcma", "pcmu"] },
    asks: { host: "the SIP server that Digi's contract names", ...ACCOUNT },
  },
  "easybell": {
    says: { kind: "register", host: "voip.easybell.de", transport: "udp", format: "e164", presents: "ppi" },
    asks: ACCOUNT,
  },
  "flowroute": {
    says: {
      kind: "register",
      host: "us-east-nj.sip.flowroute.com",
      transport: "udp",
      format: "e164-plain",
      presents: "from",
    },
    asks: ACCOUNT,
  },
  "fritzbox": {
    says: {
      kind: "register",
      host: "fritz.box",
      transport: "udp",
      format: "national",
      presents: "from",
      hides: "never",
      srtp: "off",
      channels: 2,
    },
    asks: { user: "the name of the telephone (IP) that was set up in the FRITZ!Box", secret: "its password" },
  },
  "orange-ro": {
    says: { kind: "register", transport: "udp", format: "national", presents: "pai", codecs: ["pcma", "pcmu"] },
    asks: { host: "the SIP server that Orange's contract names", ...ACCOUNT },
  },
  "ovh": {
    says: { kind: "register", transport: "udp", format: "national", presents: "from", channels: 2 },
    asks: { host: "the line's domain, as in sip5.ovh.fr", ...ACCOUNT },
  },
  "peoplefone": {
    says: { kind: "register", transport: "udp", format: "e164", presents: "pai" },
    asks: { host: "the server of your country, as in sips.peoplefone.ch", ...ACCOUNT },
  },
  "sipgate": {
    says: {
      kind: "register",
      host: "sipconnect.sipgate.de",
      transport: "udp",
      format: "e164-plain",
      presents: "ppi",
    },
    asks: ACCOUNT,
  },
  "telnyx": {
    says: { kind: "register", host: "sip.telnyx.com", transport: "tls", format: "e164", presents: "pai" },
    asks: ACCOUNT,
  },
  "telnyx-eu": {
    says: { kind: "register", host: "sip.telnyx.eu", transport: "tls", format: "e164", presents: "pai" },
    asks: ACCOUNT,
  },
  "twilio": {
    says: {
      kind: "peer",
      transport: "tls",
      format: "e164",
      presents: "from",
      hides: "id",
      sources: addressesFrom("54.172.60.0", "54.244.51.0", "54.171.127.192", "35.156.191.128", "54.65.63.192")
        .concat(addressesFrom("54.169.127.128", "54.252.254.64", "177.71.206.192")),
    },
    asks: { host: "your termination URI, as in office.pstn.twilio.com" },
  },
  "vodafone-ro": {
    says: { kind: "register", transport: "udp", format: "national", presents: "pai", codecs: ["pcma", "pcmu"] },
    asks: { host: "the SIP server that Vodafone's contract names", ...ACCOUNT },
  },
  "voip.ms": {
    says: { kind: "register", transport: "udp", format: "national", presents: "rpid", codecs: ["pcmu"] },
    asks: { host: "the server nearest to you, as in newyork1.voip.ms", ...ACCOUNT },
  },
};

/** Twilio calls from the four addresses that begin with each of these. */
function addressesFrom(...firsts: readonly string[]): readonly string[] {
  return firsts.flatMap((first) => {
    const dot = first.lastIndexOf(".") + 1;
    return [0, 1, 2, 3].map((more) => first.slice(0, dot) + (Number(first.slice(dot)) + more));
  });
}
