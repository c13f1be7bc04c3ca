import assert from "node:assert/strict";
import { buildDirectory, type CallClass, type Sections } from "../directory/mod.ts";
import { destinationOf } from "./dial_plan.ts";
import { inboundOf } from "./inbound.ts";
import { mayCall, routeOf } from "./outbound.ts";
import { fits } from "./pattern.ts";
import { toE164, toE164FromTrunk, writtenAs } from "./phone_number.ts";

function directoryOf(sections: Partial<Sections>, country = "RO") {
  const office = { name: "Lab", country, timeZone: "Europe/Bucharest", language: "en" };
  const ana = { number: "101", name: "Ana", secret: "x", ringForS: 25, callLimit: 2, phones: 5, srtp: "off" } as const;
  const bob = { ...ana, number: "102", mayCall: "internal" } as const;
  return buildDirectory({ office, extensions: [ana, bob], ...sections }, { revision: 1, realm: "kontor" });
}

const routeTo = (match: string, more = {}) =>
  ({ match, strip: 0, prepend: "", trunks: ["a"], class: "national", ...more }) as const;

for (
  const [pattern, number, expected] of [
    ["0ZXXXXXXXX", "0211234567", true],
    ["0ZXXXXXXXX", "0011234567", false],
    ["0ZXXXXXXXX", "02112345678", false],
    ["N11", "911", true],
    ["N11", "111", false],
    ["00.", "0049301234567", true],
    ["00.", "00", false],
    ["+40.", "+40211234567", true],
    ["+40.", "40211234567", false],
    ["*9X", "*95", true],
    [".", "7", true],
  ] as const
) {
  Deno.test(`the pattern "${pattern}" ${expected ? "fits" : "does not fit"} "${number}"`, () => {
    assert.equal(fits(pattern, number), expected);
  });
}

for (
  const [text, country, expected] of [
    ["0211234567", "RO", "+40211234567"],
    ["021 123 45-67", "RO", "+40211234567"],
    ["0040211234567", "RO", "+40211234567"],
    ["+40211234567", "US", "+40211234567"],
    ["2125551234", "US", "+12125551234"],
    ["01140211234567", "US", "+40211234567"],
    ["101", "RO", undefined],
    ["1872", "RO", undefined],
    ["*72", "RO", undefined],
    ["anonymous", "RO", undefined],
    ["0211234567", "ZZ", undefined],
  ] as const
) {
  Deno.test(`"${text}" in ${country} is ${expected ?? "no number of the world"}`, () => {
    assert.equal(toE164(text, country), expected);
  });
}

for (
  const [text, format, expected] of [
    ["40211234567", "e164", "+40211234567"],
    ["40211234567", "e164-plain", "+40211234567"],
    ["0211234567", "national", "+40211234567"],
    ["4930123456", "e164-plain", "+4930123456"],
    ["+4930123456", "national", "+4930123456"],
    ["Unknown", "e164", undefined],
  ] as const
) {
  Deno.test(`a provider that writes numbers as ${format} means ${expected ?? "nobody"} by "${text}"`, () => {
    assert.equal(toE164FromTrunk(text, { country: "RO", format }), expected);
  });
}

for (
  const [number, format, country, expected] of [
    ["+40211234567", "e164", "RO", "+40211234567"],
    ["+40211234567", "e164-plain", "RO", "40211234567"],
    ["+40211234567", "national", "RO", "0211234567"],
    ["+4930123456", "national", "RO", "004930123456"],
    ["+12125551234", "national", "US", "2125551234"],
    ["+40211234567", "national", "US", "01140211234567"],
    ["112", "e164", "RO", "112"],
    ["anonymous", "national", "RO", "anonymous"],
  ] as const
) {
  Deno.test(`${number} is written ${expected} as ${format} in ${country}`, () => {
    assert.equal(writtenAs(number, format, country), expected);
  });
}

Deno.test("the first route that fits counts; digits are stripped and put in front before the number is one of the world", () => {
  const directory = directoryOf({
    routes: [
      routeTo("9.", { strip: 1, class: "local" }),
      routeTo("+40900.", { class: "premium" }),
      routeTo("0ZXXXXXXXX"),
      routeTo("18XX", { prepend: "021" }),
      routeTo("+.", { class: "international" }),
    ],
  });
  const found = (dialled: string) => {
    const to = routeOf(dialled, directory);
    return to && [to.number, to.route.class];
  };
  assert.deepEqual(found("90211234567"), ["+40211234567", "local"]);
  assert.deepEqual(found("0900123456"), ["+40900123456", "premium"]);
  assert.deepEqual(found("0211234567"), ["+40211234567", "national"]);
  assert.deepEqual(found("1872"), ["+40211872", "national"]);
  assert.deepEqual(found("0049301234567"), ["+49301234567", "international"]);
  assert.equal(found("777"), undefined);
  assert.equal(found("x"), undefined);
});

Deno.test("what is dialled leads outside only behind codes and the office's own numbers; help comes before all of them", () => {
  const directory = directoryOf({ routes: [routeTo(".")] });
  assert.deepEqual(destinationOf("101", directory), { kind: "extension", id: "101" });
  assert.deepEqual(destinationOf("*43", directory), { kind: "echo-test", id: "" });
  assert.deepEqual(destinationOf("0211234567", directory), { kind: "outside", id: "0211234567" });
  for (const dialled of ["112", "9112", "9-911", "911", "9911"]) {
    assert.equal(destinationOf(dialled, directory)?.kind, "emergency", dialled);
  }
  assert.equal(destinationOf("0211234567", directoryOf({})), undefined);
});

Deno.test("who may call one class may call the cheaper ones; a stranger what an extension may that says nothing", () => {
  const directory = directoryOf({});
  const may = (by: string | undefined, wanted: CallClass) => mayCall(by, { dialled: "0", wanted }, directory);
  assert.ok(may("101", "national"));
  assert.ok(!may("101", "international"));
  assert.ok(!may("102", "local"));
  assert.ok(may(undefined, "national"));
  assert.ok(!may(undefined, "premium"));
  assert.ok(!may("+40722000111", "premium"));
});

Deno.test("where the office file names a number callers are led there, abroad as well, and nobody else is", () => {
  const abroad = "004930123456";
  const directory = directoryOf({
    menus: [{
      ...{ name: "main", says: [], direct: false, firstS: 5, nextS: 3, tries: 3 },
      keys: { "1": { to: { kind: "dial", id: abroad } } },
    }],
  });
  const may = (by: string | undefined, dialled: string, wanted: CallClass) =>
    mayCall(by, { dialled, wanted }, directory);
  for (const by of [undefined, "600", "+40722000111"]) assert.ok(may(by, abroad, "international"), by ?? "nobody");
  assert.ok(!may(undefined, abroad, "premium"));
  assert.ok(!may(undefined, "004930123457", "international"));
  assert.ok(!may("101", abroad, "international"), "an extension may what its file says");
});

Deno.test("a call from outside leads where the first entry that fits it says", () => {
  const directory = directoryOf({
    inbound: [
      { number: "0211234567", caller: "07.", to: { kind: "dial", id: "101" } },
      { number: "+40211234567", to: { kind: "dial", id: "102" } },
      { number: "0211234500-0211234599", to: { kind: "group", id: "600" } },
      { number: "+4021999XXXX", to: { kind: "group", id: "601" } },
      { number: "02188.", to: { kind: "group", id: "602" } },
    ],
  });
  const leads = (called: string, caller = "+4930123456") => inboundOf({ called, caller }, directory)?.to.id;
  assert.equal(leads("+40211234567", "+40722000111"), "101");
  assert.equal(leads("+40211234567"), "102");
  assert.equal(leads("+40211234500"), "600");
  assert.equal(leads("+40211234599"), "600");
  assert.equal(leads("+40211234600"), undefined);
  assert.equal(leads("+40219991234"), "601");
  assert.equal(leads("+40218812345"), "602");
  assert.equal(leads("+40311234567"), undefined);
});

for (
  const [dialled, country, match, number] of [
    ["+40745123456", "RO", "0.", "+40745123456"],
    ["+49301234567", "RO", "00.", "+49301234567"],
    ["+12125551234", "US", "NXXNXXXXXX", "+12125551234"],
    ["+40745123456", "US", "011.", "+40745123456"],
  ] as const
) {
  Deno.test(`${dialled} goes in ${country} where its digits would, dialled there: by "${match}"`, () => {
    const found = routeOf(dialled, directoryOf({ routes: [routeTo("0ZXXX"), routeTo(match)] }, country));
    assert.deepEqual([found?.route.match, found?.number], [match, number]);
  });
}

Deno.test("a number in E.164 from abroad is of the class of a call abroad", () => {
  const routes = [routeTo("00.", { class: "international" }), routeTo("0.")];
  assert.equal(routeOf("+49301234567", directoryOf({ routes }))?.route.class, "international");
  assert.equal(routeOf("+40745123456", directoryOf({ routes }))?.route.class, "national");
});
