import { type CommandName, COMMANDS } from "./command.ts";

/** What `--help` writes: the list of subcommands, or one of them whole. */
export function helpText(about?: CommandName): string {
  return about === undefined ? listAll() : describe(about);
}

function listAll(): string {
  return [
    "kontor: an office phone system in one file",
    "",
    "Usage: kontor COMMAND [OPTIONS]",
    "",
    ...inColumns(Object.entries(COMMANDS).map(([name, spec]) => [name, spec.about])),
    "",
    "Each command explains itself: kontor COMMAND --help",
    "",
  ].join("\n");
}

function describe(name: CommandName): string {
  const { about, operands, options, more } = COMMANDS[name];
  const usage = operands.map((operand) => operand.optional === true ? ` [${operand.name}]` : ` ${operand.name}`).join(
    "",
  );
  const lines = [about, "", `Usage: kontor ${name}${usage} [OPTIONS]`, ""];
  const rows = [
    ...operands.map((operand): [string, string] => [operand.name, operand.about]),
    ...options.map((option): [string, string] => [
      option.value === undefined ? option.flag : `${option.flag} ${option.value}`,
      option.about,
    ]),
    ["--help", "write this"] as const,
  ];
  lines.push(...inColumns(rows), "");
  if (more !== undefined) lines.push(more, "");
  return lines.join("\n");
}

function inColumns(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`);
}
