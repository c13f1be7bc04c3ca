import type { VNode } from "preact";
import type { Route } from "../../page/mod.ts";
import { dateFormat, Told } from "../../parts/mod.ts";
import { orUnread } from "../reports/or_unread.ts";
import { tenantFor } from "./tenant_for.ts";

/** One call of another phone system: all rows in which that tells of it, by their tables. */
export const tenantCall: Route = {
  path: "/tenants/:tenant/calls/:call",
  needs: "see-reports",
  get: async (visit) => {
    const { world, url, params: { call = "" }, words: { reports: words, language } } = visit;
    const of = tenantFor(visit);
    const at = Date.parse(url.searchParams.get("at") ?? "");
    if (of === undefined || Number.isNaN(at)) return { goTo: "/reports" };
    const rows = await orUnread(world.tenants.rowsOf(of.name, call, at));
    const timeZone = of.timeZone ?? world.directory().office.timeZone;
    const said = dateFormat(language, { dateStyle: "medium", timeStyle: "medium", timeZone }).format(at);
    const title = words.tenant.callTitle(said);
    const tables = typeof rows === "string" ? [] : Object.entries({
      cdr: rows.cdr,
      cel: rows.cel,
      queue_log: rows.queueLog,
      v_xml_cdr: rows.xmlCdr,
    }).filter(([, rows]) => rows.length > 0);
    const page = (
      <>
        <p>
          <a href={`/tenants/${encodeURIComponent(of.name)}/calls`}>{words.tenant.title(of.name)}</a>
        </p>
        <header class="head">
          <h1>{title}</h1>
          <span class="number soft">{call}</span>
        </header>
        {typeof rows === "string"
          ? (
            <Told kind="bad">
              {words.unread} {rows}
            </Told>
          )
          : <p class="soft">{tables.length === 0 ? words.tenant.gone : words.tenant.rows}</p>}
        {tables.map(([name, rows]) => <Rows key={name} name={name} rows={rows} />)}
      </>
    );
    return { title, page, ...typeof rows !== "string" && tables.length === 0 ? { status: 404 } : {} };
  },
};

/** A table as it stands there, without the columns in which nothing does. */
function Rows({ name, rows }: { readonly name: string; readonly rows: readonly unknown[] }): VNode {
  const cells = rows.map((row) =>
    Object.fromEntries(Object.entries(row ?? {}).filter(([, cell]) => textOf(cell) !== ""))
  );
  const columns = [...new Set(cells.flatMap((row) => Object.keys(row)))];
  return (
    <section class="card">
      <header>
        <h2>{name}</h2>
      </header>
      <div class="wide" tabindex={0} role="region" aria-label={name}>
        <table class="table">
          <thead>
            <tr>{columns.map((column) => <th scope="col" key={column}>{column}</th>)}</tr>
          </thead>
          <tbody>
            {cells.map((row, nth) => (
              <tr key={nth}>{columns.map((column) => <td key={column}>{textOf(row[column])}</td>)}</tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function textOf(cell: unknown): string {
  return cell === null || cell === undefined ? "" : typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}
