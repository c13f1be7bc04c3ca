import assert from "node:assert/strict";
import { readBox } from "./box.ts";
import { BOX_DEFAULTS, type BoxSettings } from "./box_settings.ts";
import { formatFault } from "./fault.ts";

function read(text: string, environment: Readonly<Record<string, string>> = {}): BoxSettings {
  const judged = readBox(text, { fileName: "kontor.yml", environment });
  if (!judged.ok) throw new Error(judged.faults.map(formatFault).join("\n"));
  return judged.value;
}

function faultsOf(text: string, environment: Readonly<Record<string, string>> = {}): readonly string[] {
  const judged = readBox(text, { fileName: "kontor.yml", environment });
  assert.ok(!judged.ok, "expected faults");
  return judged.faults.map(formatFault);
}

const EXAMPLE = `# kontor.yml: the box. Every key is optional
data: ./data
sip: { bind: 0.0.0.0, udp: 5060, tcp: 5060, tls: 5061, advertise: auto }
rtp: { bind: 0.0.0.0, from: 10000, to: 20000 }
web: { bind: 0.0.0.0, port: 8080, tls: 8443, short: true }
sign_in: { tries: 5, within: 300, for: 900, passwords: argon2id }
limits: { desk: 1200, api: 6000 }
mdns: kontor
log: { level: info }
`;

Deno.test("the documented file says what holds without a file", () => {
  assert.deepEqual(read(EXAMPLE), BOX_DEFAULTS);
  for (const nothing of ["", "\n\n", "# nothing yet\n", "{}"]) assert.deepEqual(read(nothing), BOX_DEFAULTS);
});

Deno.test("a mail server is named whole, or not at all", () => {
  const { smtp } = read(
    "smtp: { host: mail.example.com, user: phones, password: '${SMTP}', from: phones@example.com }",
    {
      SMTP: "s3cret",
    },
  );
  assert.deepEqual(smtp, {
    host: "mail.example.com",
    port: 587,
    tls: "starttls",
    user: "phones",
    password: "s3cret",
    from: "phones@example.com",
  });
  assert.deepEqual(faultsOf("smtp: { host: 'mail:25', from: phones }"), [
    'kontor.yml:1:15 smtp.host: "mail:25" is not a host',
    'kontor.yml:1:32 smtp.from: "phones" is not an e-mail address',
  ]);
});

Deno.test("the name on the network is one label, or none", () => {
  assert.deepEqual([read("mdns: pbx-2").mdns, read("mdns: false").mdns], ["pbx-2", false]);
  const faults = faultsOf("mdns: kontor.local");
  assert.deepEqual(faults, [
    'kontor.yml:1:7 mdns: "kontor.local" is not a name of letters, digits and hyphens such as "kontor", and not false',
  ]);
});

Deno.test("an origin is a scheme, a host and perhaps a port, and nothing else", () => {
  assert.deepEqual(
    faultsOf('web: { origins: ["https://crm.example:8443", "*", "https://crm.example/", "crm.example"] }'),
    [
      'kontor.yml:1:46 web.origins[1]: "*" is not an origin such as "https://crm.example"',
      'kontor.yml:1:51 web.origins[2]: "https://crm.example/" is not an origin such as "https://crm.example"',
      'kontor.yml:1:75 web.origins[3]: "crm.example" is not an origin such as "https://crm.example"',
    ],
  );
});

Deno.test("every key can be set, one address or several, IPv4 and IPv6", () => {
  const box = read(`
data: /var/lib/kontor
sip: { bind: [192.0.2.7, "2001:db8::7"], udp: 5070, tcp: false, tls: 5071, advertise: 198.51.100.9, stun: "stun.example.org:3478", keep_alive: 15 }
rtp:
  bind: "::"
  from: 30000
  to: 30999
  web: 31001
web: { bind: 127.0.0.1, port: false, tls: 443, certificate: /etc/kontor/cert.pem, key: /etc/kontor/key.pem, short: false, names: phones.example.com, origins: "https://crm.example" }
sign_in: { tries: 3, within: 60, for: 3600, passwords: pbkdf2-sha256 }
limits: { desk: 100, api: false }
mdns: phones
log: { level: debug }
grace: 5
`);
  assert.deepEqual(box, {
    data: "/var/lib/kontor",
    sip: {
      bind: ["192.0.2.7", "2001:db8::7"],
      udp: 5070,
      tcp: false,
      tls: 5071,
      advertise: "198.51.100.9",
      keepAliveS: 15,
      stun: "stun.example.org:3478",
    },
    rtp: { bind: ["::"], from: 30000, to: 30999, web: 31001 },
    web: {
      bind: ["127.0.0.1"],
      port: false,
      tls: 443,
      certificate: "/etc/kontor/cert.pem",
      key: "/etc/kontor/key.pem",
      short: false,
      names: ["phones.example.com"],
      origins: ["https://crm.example"],
    },
    signIn: { tries: 3, withinS: 60, forS: 3_600, passwords: "pbkdf2-sha256" },
    limits: { desk: 100, api: false },
    mdns: "phones",
    log: { level: "debug" },
    graceS: 5,
  });
  assert.ok(Object.isFrozen(box) && Object.isFrozen(box.sip));
});

Deno.test("values come out of the environment, as texts and as ports", () => {
  const box = read('data: ${HOME}/kontor\nsip:\n  udp: ${PORT}\n  tcp: "${OFF}"\n', {
    HOME: "/srv",
    PORT: "5090",
    OFF: "false",
  });
  assert.equal(box.data, "/srv/kontor");
  assert.equal(box.sip.udp, 5090);
  assert.equal(box.sip.tcp, false);
});

Deno.test("all faults are told at once, each with its line", () => {
  assert.deepEqual(
    faultsOf(`sip:
  bind: 300.1.1.1
  udp: 70000
  tpc: 5060
  advertise: office.example
rtp: { from: 10001, to: 10002 }
web: { certificate: /a.pem }
log: { level: loud }
sign_in: { tries: 0, for: soon, passwords: md5 }
limits: { desk: true, api: 0 }
grace: -1
`),
    [
      'kontor.yml:2:9 sip.bind: "300.1.1.1" is not an IP address',
      "kontor.yml:3:8 sip.udp: 70000 is not a whole number from 1 to 65535",
      'kontor.yml:4:3 sip.tpc: "tpc" is not known here: did you mean "tcp"?',
      'kontor.yml:5:14 sip.advertise: "office.example" is not an IP address, and not "auto"',
      'kontor.yml:8:15 log.level: "loud" is not one of "debug", "info", "warn", "error"',
      "kontor.yml:9:19 sign_in.tries: 0 is not a whole number from 1 to 1000",
      'kontor.yml:9:27 sign_in.for: "soon" is not a whole number from 1 to 86400 seconds',
      'kontor.yml:9:44 sign_in.passwords: "md5" is not one of "argon2id", "pbkdf2-sha256"',
      "kontor.yml:10:17 limits.desk: true is not a whole number of requests a minute, and not false",
      "kontor.yml:10:28 limits.api: 0 is not a whole number from 1 to 10000000",
      "kontor.yml:11:8 grace: -1 is not a whole number from 0 to 3600 seconds",
    ],
  );
});

const CROSS_FAULTS: readonly [string, string, readonly string[]][] = [
  ["an odd first port", "rtp: { from: 10001 }", [
    "kontor.yml:1:14 rtp.from: 10001 is odd: RTP takes the even port, RTCP the one above",
  ]],
  ["too few ports for a call", "rtp: { from: 10000, to: 10010 }", [
    "kontor.yml:1:25 rtp.to: 10010 leaves no room for one call above 10000: a call needs 4 ports, and 8 are kept for calls for help",
  ]],
  ["a certificate without its key", "web: { certificate: /a.pem }", [
    "kontor.yml:1:6 web.key: is missing: the certificate needs its key",
  ]],
  ["an authority without names, agreement and port", "web:\n  port: false\n  acme: { agreed: false }", [
    "kontor.yml:2:3 web.names: is missing: the authority is asked for a certificate for these names",
    "kontor.yml:2:9 web.port: is false: http-01 asks the box over plain HTTP",
    "kontor.yml:3:19 web.acme.agreed: is false: no authority gives a certificate to who does not agree to its terms",
  ]],
  [
    "an authority beside files, and the DNS without a program",
    "web: { names: a.example, certificate: /a.pem, key: /b.pem, acme: { challenge: dns-01, agreed: true } }",
    [
      "kontor.yml:1:66 web.acme: cannot stand beside web.certificate: take one of them",
      "kontor.yml:1:66 web.acme.hook: is missing: dns-01 needs a program that changes the DNS",
    ],
  ],
  [
    "names and addresses that no certificate has",
    "web: { names: [Box.example, 192.0.2.7], acme: { directory: 'http://a' } }",
    [
      'kontor.yml:1:16 web.names[0]: "Box.example" is not a host name such as "phones.example.com"',
      'kontor.yml:1:29 web.names[1]: "192.0.2.7" is not a host name such as "phones.example.com"',
      "kontor.yml:1:47 web.acme.agreed: is missing",
      'kontor.yml:1:60 web.acme.directory: "http://a" is not an https address',
    ],
  ],
  ["one port for two listeners", "sip: { tcp: 8080, tls: 8443 }", [
    "kontor.yml:1:1 web.port: 8080 is taken already by sip.tcp",
    "kontor.yml:1:1 web.tls: 8443 is taken already by sip.tls",
  ]],
  ["SIP among the ports for sound", "sip:\n  udp: 12000", [
    "kontor.yml:1:1 rtp.from: 10000 to 20000 is taken already by sip.udp",
  ]],
  ["nothing in the environment", "data: ${NOWHERE}/x", [
    'kontor.yml:1:7 data: the environment of the box has no "NOWHERE"',
  ]],
];
for (const [what, text, expected] of CROSS_FAULTS) {
  Deno.test(`${what} is a fault that says where`, () => assert.deepEqual(faultsOf(text), expected));
}

Deno.test("two listeners may share a port on different addresses", () => {
  assert.equal(read("sip: { bind: 192.0.2.7, tcp: 8080 }\nweb: { bind: 192.0.2.8 }").web.port, 8080);
});
