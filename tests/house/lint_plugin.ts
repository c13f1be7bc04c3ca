/**
 * The house rules that a linter can see: the world stays at the door, doors list names by hand, nothing is swallowed.
 *
 * @module
 */
type Node = Deno.lint.Node;
type Rule = Deno.lint.Rule;

/** What a global is allowed to give outside the doors of the world: everything, nothing, or all but the listed members. */
const AMBIENT: Readonly<Record<string, readonly string[] | "all">> = {
  Deno: "all",
  Date: ["now"],
  Math: ["random"],
  Temporal: ["Now"],
  crypto: ["getRandomValues", "randomUUID"],
  performance: "all",
  setTimeout: "all",
  setInterval: "all",
  setImmediate: "all",
  queueMicrotask: "all",
  console: "all",
  fetch: "all",
  process: "all",
  WebSocket: "all",
  WebSocketStream: "all",
  EventSource: "all",
  BroadcastChannel: "all",
  Worker: "all",
  localStorage: "all",
  sessionStorage: "all",
  globalThis: "all",
};

/** Node's modules that only compute. Of node:crypto the drawing of chance stays outside, see {@link CHANCE}. */
const PURE_NODE_MODULES = ["node:crypto"];
const CHANCE = [
  "randomBytes",
  "randomInt",
  "randomUUID",
  "randomFill",
  "randomFillSync",
  "getRandomValues",
  "webcrypto",
];

/**
 * Whether a file may touch sockets, files, clocks, processes or chance: `io/` folders, `main.ts`, everything below
 * `tests/` and `.ci/`, unit tests, and what runs in the browser.
 */
export function mayTouchTheWorld(path: string): boolean {
  const parts = path.split("/");
  const name = parts.at(-1) ?? "";
  if (parts.length === 1) return name === "main.ts" || name.endsWith("_test.ts");
  return parts[0] === "tests" || parts[0] === ".ci" || parts.includes("io") || path.startsWith("web/islands/") ||
    /_test\.tsx?$/.test(name) || /(^|_)exam\.ts$/.test(name);
}

/** The file's path as seen from the top of the repository. */
function pathInHouse(filename: string): string {
  const top = new URL("../../", import.meta.url).pathname;
  return filename.startsWith(top) ? filename.slice(top.length) : filename.replace(/^\.?\//, "");
}

const DECLARES_BY: Readonly<Record<string, readonly string[]>> = {
  VariableDeclarator: ["id"],
  FunctionDeclaration: ["id", "params"],
  FunctionExpression: ["id", "params"],
  ArrowFunctionExpression: ["params"],
  ClassDeclaration: ["id"],
  CatchClause: ["param"],
  ImportSpecifier: ["local"],
  ImportDefaultSpecifier: ["local"],
  ImportNamespaceSpecifier: ["local"],
  ArrayPattern: ["elements"],
  AssignmentPattern: ["left"],
  RestElement: ["argument"],
  TSParameterProperty: ["parameter"],
};
const NAMES_BY: Readonly<Record<string, string>> = {
  MemberExpression: "property",
  Property: "key",
  PropertyDefinition: "key",
  MethodDefinition: "key",
  LabeledStatement: "label",
  ImportSpecifier: "imported",
};
const VALUES_IN_TYPES = ["TSAsExpression", "TSSatisfiesExpression", "TSNonNullExpression"];

/** The part an identifier plays: a name made here, a value read, or only a word (a property's name, a type). */
function roleOf(node: Deno.lint.Identifier): "declares" | "reads" | "word" {
  const parent = node.parent as Node & { parent?: Node };
  const fields = new Map<string, unknown>(Object.entries(fieldsOf(parent)));
  for (const field of DECLARES_BY[parent.type] ?? []) {
    const held = fields.get(field);
    if (held === node || (Array.isArray(held) && held.includes(node))) return "declares";
  }
  if (parent.type === "Property" && parent.parent?.type === "ObjectPattern") {
    return fields.get("value") === node ? "declares" : "word";
  }
  const wordAt = NAMES_BY[parent.type];
  if (wordAt !== undefined && fields.get(wordAt) === node) {
    return fields.get("computed") === true ? "reads" : "word";
  }
  if (parent.type.startsWith("TS") && !VALUES_IN_TYPES.includes(parent.type)) return "word";
  if (parent.type.startsWith("Export") || parent.type.startsWith("Import")) return "word";
  return "reads";
}

// The linter's nodes answer by getters on their prototype, so Object.entries of the node itself is empty.
function fieldsOf(node: Node): Readonly<Record<string, unknown>> {
  const wanted = [...(DECLARES_BY[node.type] ?? []), NAMES_BY[node.type] ?? "", "computed", "value"];
  return Object.fromEntries(wanted.filter((name) => name in node).map((name) => [name, Reflect.get(node, name)]));
}

/** What of the ambient world this read takes, in words for the report; undefined when it takes nothing forbidden. */
function takenFrom(node: Deno.lint.Identifier): string | undefined {
  const rule = AMBIENT[node.name];
  const parent = node.parent;
  if (node.name === "Date" && (parent.type === "NewExpression" || parent.type === "CallExpression")) {
    return parent.arguments.length === 0 ? "new Date()" : undefined;
  }
  if (rule === "all" || rule === undefined) return rule && node.name;
  if (parent.type !== "MemberExpression" || parent.object !== node) return undefined;
  const member = parent.property.type === "Identifier" ? parent.property.name : undefined;
  return member !== undefined && rule.includes(member) ? `${node.name}.${member}` : undefined;
}

const ambientWorld: Rule = {
  create(context) {
    if (mayTouchTheWorld(pathInHouse(context.filename))) return {};
    const declared = new Set<string>();
    const taken: [Deno.lint.Identifier, string][] = [];
    return {
      Identifier(node) {
        if (!Object.hasOwn(AMBIENT, node.name)) return;
        const role = roleOf(node);
        if (role === "declares") declared.add(node.name);
        const what = role === "reads" ? takenFrom(node) : undefined;
        if (what !== undefined) taken.push([node, what]);
      },
      ImportDeclaration(node) {
        const from = node.source.value;
        if (from.startsWith("node:") && !PURE_NODE_MODULES.includes(from)) {
          context.report({ node, message: `Cannot import "${from}" here: the world stays at the door`, hint: HINT });
        }
        for (const specifier of node.specifiers) {
          const drawn = specifier.type === "ImportSpecifier" && specifier.imported.type === "Identifier" &&
            CHANCE.includes(specifier.imported.name);
          if (from === "node:crypto" && drawn) {
            context.report({ node: specifier, message: "Cannot draw chance here: take a Chance", hint: HINT });
          }
        }
      },
      "Program:exit"() {
        for (const [node, what] of taken) {
          if (declared.has(node.name)) continue;
          context.report({ node, message: `Cannot use "${what}" here: the world stays at the door`, hint: HINT });
        }
      },
    };
  },
};
const HINT = "Only io/, main.ts and tests may touch it; elsewhere it is handed in (STYLE rules 1, 2 and 11)";

const exportStar: Rule = {
  create: (context) => ({
    ExportAllDeclaration(node) {
      context.report({ node, message: "Cannot export everything: a door lists its names by hand" });
    },
  }),
};

const moduleState: Rule = {
  create(context) {
    const isTop = (node: Node): boolean => {
      const parent = (node as Node & { parent: Node }).parent;
      return parent.type === "Program" || (parent.type === "ExportNamedDeclaration" && isTop(parent));
    };
    return {
      VariableDeclaration(node) {
        if (node.kind !== "let" && node.kind !== "var") return;
        if (isTop(node)) context.report({ node, message: `Cannot keep state in a module-level "${node.kind}"` });
      },
    };
  },
};

const swallowedError: Rule = {
  create: (context) => ({
    CatchClause(node) {
      if (node.body.body.length > 0) return;
      context.report({ node, message: "Cannot swallow an error: handle it, or rethrow what was not expected" });
    },
  }),
};

const inheritance: Rule = {
  create: (context) => ({
    ClassDeclaration(node) {
      const parent = node.superClass;
      if (parent === null || (parent.type === "Identifier" && parent.name.endsWith("Error"))) return;
      context.report({ node, message: "Cannot inherit: only errors do; compose instead" });
    },
  }),
};

const doubleCast: Rule = {
  create: (context) => ({
    TSAsExpression(node) {
      const inner = node.expression;
      if (inner.type !== "TSAsExpression" || inner.typeAnnotation.type !== "TSUnknownKeyword") return;
      context.report({ node, message: `Cannot cast through "unknown": narrow with a check` });
    },
  }),
};

const plugin: Deno.lint.Plugin = {
  name: "house",
  rules: {
    "ambient-world": ambientWorld,
    "export-star": exportStar,
    "module-state": moduleState,
    "swallowed-error": swallowedError,
    "inheritance": inheritance,
    "double-cast": doubleCast,
  },
};
export default plugin;
