/**
 * When each saved report was last made: files wait for their mail in the folder `reports`, named by report and moment
 * (`weekly.1760000000000.pdf`), for two weeks.
 */
export async function reportsMade(data: string): Promise<ReadonlyMap<string, number>> {
  const made = new Map<string, number>();
  try {
    for await (const { name } of Deno.readDir(`${data}/reports`)) {
      const [, report, at] = /^(.+?)(?:\.asked)?\.(\d+)\.\w+$/.exec(name) ?? [];
      if (report !== undefined) made.set(report, Math.max(Number(at), made.get(report) ?? 0));
    }
  } catch (error) {
    // Before the first one there is no folder.
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return made;
}
