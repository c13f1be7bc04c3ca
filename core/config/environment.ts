const PLACE = /\$(\$?)\{([^}]*)(\}?)/g;
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * Fills in `${NAME}` from the environment; `$${` stands for a plain `${`. A name that is missing is a fault and never an
 * empty text: an empty secret would open the door.
 */
export function fillIn(
  text: string,
  environment: Readonly<Record<string, string>>,
): { readonly text: string; readonly faults: readonly string[] } {
  const faults: string[] = [];
  const filled = text.replace(PLACE, (whole: string, escaped: string, name: string, closed: string) => {
    if (escaped !== "") return whole.slice(1);
    if (closed === "" || !NAME.test(name)) {
      faults.push(`"${whole}" is not a name in the environment: write "\${NAME}", or "$\${" for a plain "\${"`);
      return whole;
    }
    const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
    if (value === undefined) faults.push(`the environment of the box has no "${name}"`);
    return value ?? "";
  });
  return { text: filled, faults };
}
