/** What the schema says to whoever writes the file by hand, without how it is written there. */
export function withoutYaml(about: string): string {
  return about.split(/(?<=\.) /).flatMap((sentence) => {
    if (!sentence.includes("{")) return [sentence];
    const [said] = /^[^"{]*(?=: ["{])/.exec(sentence) ?? [];
    return said === undefined ? [] : [`${said}.`];
  }).join(" ");
}

/** What the schema says of a list: what it is for, and, as one types it line by line, what may stand in it. */
export function ofList(about: string): { readonly says: string; readonly asIn?: string } {
  const [, before, list, after] = /^(.*?)(?:: )?\[("[^\]]*)\](.*)$/.exec(about) ?? [];
  if (before === undefined || list === undefined || after === undefined) return { says: about };
  const says = before === "" ? after.replace(/^[,;] /, "") : before + after;
  return { says: says.charAt(0).toUpperCase() + says.slice(1), asIn: list.replaceAll('"', "").replaceAll(", ", " · ") };
}
