import assert from "node:assert/strict";

const TOP = new URL("../../", import.meta.url);
const read = (path: string): string => Deno.readTextFileSync(new URL(path, TOP));

/** They build the kernels, and look at the desk in tests, and are not in the packed file. */
const STAYS_HERE: ReadonlySet<string> = new Set(["assemblyscript", "axe-core", "playwright-core"]);

/** Types are read by the checker, and stay here too. */
const isOfTypes = ({ name }: Package): boolean => name.startsWith("@types/");

/** Published without a file of its license: what its package.json names is looked for. */
const WITHOUT_FILE: ReadonlySet<string> = new Set([
  "saxes",
  "@hono/zod-openapi",
  "@hono/zod-validator",
  "@pdf-lib/fontkit",
  "postgres",
  "agent-base",
  "https-proxy-agent",
]);

interface Package {
  readonly name: string;
  readonly version: string;
}

/** `npm:@noble/ciphers@2.4.0/chacha.js`, or a key of the lock: `asn1js@3.1.0`. */
function packageOf(text: string): Package {
  const [, name = "", version = ""] = /^(?:npm:)?(@?[^@]+)@([^/_]+)/.exec(text) ?? [];
  return { name, version };
}

/** What the packages of deno.json that ship are made of, by the lock. */
function shipped(): readonly Package[] {
  const { imports }: { imports: Record<string, string> } = JSON.parse(read("deno.json"));
  const { npm }: { npm: Record<string, { readonly dependencies?: readonly string[] }> } = JSON.parse(read("deno.lock"));
  const keys = Object.keys(npm);
  const found = new Set<string>();
  const add = (wanted: string): void => {
    // A dependency is named without its version where there is only one.
    // Behind an underscore stand the versions of what it was installed beside.
    const key = keys.find((each) =>
      each.split("_")[0] === wanted || each === wanted || packageOf(each).name === wanted
    );
    assert.ok(key !== undefined, `"${wanted}" is not in deno.lock`);
    if (found.has(key) || isOfTypes(packageOf(key))) return;
    found.add(key);
    for (const dependency of npm[key]?.dependencies ?? []) add(dependency);
  };
  for (const { name, version } of Object.values(imports).map(packageOf)) {
    if (!STAYS_HERE.has(name)) add(`${name}@${version}`);
  }
  return [...found].map(packageOf);
}

function licenseOf({ name, version }: Package): string {
  const all = new URL("node_modules/.deno/", TOP);
  const installed = `${name.replace("/", "+")}@${version}`;
  const folder = [...Deno.readDirSync(all)].find((entry) => entry.name.split("_")[0] === installed)?.name;
  const own = new URL(`${folder}/node_modules/${name}/`, all);
  if (WITHOUT_FILE.has(name)) return JSON.parse(Deno.readTextFileSync(new URL("package.json", own))).license;
  const file = [...Deno.readDirSync(own)].find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry.name))?.name;
  return Deno.readTextFileSync(new URL(file ?? "LICENSE", own));
}

const plain = (text: string): string => text.replace(/\s+/g, " ").trim();

Deno.test("THIRD_PARTY_NOTICES.md names everything that is in the packed file, with its license", () => {
  const notices = read(".github/THIRD_PARTY_NOTICES.md");
  const sections = notices.split(/^## /m).slice(1);
  for (const each of shipped()) {
    const named = `${each.name} ${each.version}`;
    const section = sections.find((text) => text.split("\n", 1)[0]!.split(", ").includes(named));
    assert.ok(section !== undefined, `"${named}" is not named`);
    const license = plain(licenseOf(each));
    if (license.startsWith("Apache License")) {
      assert.match(section, /^Apache-2\.0: .*\[LICENSE\]\(\.\.\/LICENSE\)/m, named);
    } else assert.ok(plain(section).includes(license), `"${named}" has another license text`);
  }
  const [, deno] = /deno@([\d.]+)/.exec(read("README.md")) ?? [];
  for (const carried of [`Deno ${deno}`, "libopus", "RNNoise"]) {
    assert.ok(sections.some((text) => text.startsWith(`${carried}\n`)), `"${carried}" is not named`);
  }
});

Deno.test("nothing is named that is not there", () => {
  const names = new Set([...shipped().map(({ name, version }) => `${name} ${version}`), "libopus", "RNNoise"]);
  const headings = [...read(".github/THIRD_PARTY_NOTICES.md").matchAll(/^## (.*)$/gm)].flatMap(([, text]) =>
    text!.split(", ")
  );
  assert.deepEqual(headings.filter((name) => !names.has(name) && !/^Deno \d/.test(name)), []);
});
