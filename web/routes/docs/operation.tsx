import type { VNode } from "preact";
import type { Words } from "../../words/mod.ts";
import { Code } from "./code.tsx";
import { curlOf } from "./curl.ts";
import type { Ask, OpenApi, Parameter, Schema } from "./openapi.ts";
import { exampleOf, fieldsOf, typeText } from "./schema_text.ts";

interface OperationParts {
  readonly ask: Ask;
  readonly api: OpenApi;
  readonly words: Words;
  /** `http://192.0.2.1:5080` */
  readonly site: string;
}

/** One thing that can be asked: what it does in sight, the rest a click away. */
export function Operation({ ask, api, words: { docs: words, scopes }, site }: OperationParts): VNode {
  const { method, path, operation, scope } = ask;
  const { summary, description, parameters = [], requestBody, responses } = operation;
  const wanted = scope === undefined ? undefined : scopes[scope as keyof typeof scopes];
  return (
    <details class="card operation" id={operation.operationId}>
      <summary>
        <span class={`method ${method}`}>{method.toUpperCase()}</span>
        <code class="path">{path.replace("/api/v1", "")}</code>
        <span class="summary" lang="en">{summary}</span>
        {scope !== undefined && <code class="scope">{scope}</code>}
      </summary>
      <div class="inside">
        {description !== undefined && <p lang="en">{description}</p>}
        <p class="soft">
          {words.wants}: {scope === undefined ? words.wantsNothing : (
            <>
              <code>{scope}</code> · {wanted}
            </>
          )}
        </p>
        {parameters.length > 0 && (
          <Part title={words.parameters}>
            <Lines words={words} lines={parameters.map((each) => lineOf(each, api))} />
          </Part>
        )}
        {requestBody?.content !== undefined && (
          <Part title={words.body}>
            {Object.entries(requestBody.content).map(([type, { schema = {} }]) => (
              <Shape key={type} {...{ type, schema, api, words }} />
            ))}
          </Part>
        )}
        <Part title={words.answers}>
          <dl class="answers">
            {Object.entries(responses).map(([status, { description, content = {} }]) => (
              <div key={status}>
                <dt>
                  <span class={`tag ${status.startsWith("2") ? "good" : "warn"}`}>{status}</span>
                </dt>
                <dd>
                  <span lang="en">{description}</span>
                  {status.startsWith("2") &&
                    Object.entries(content).map(([type, { schema = {} }]) => (
                      <Shape key={type} {...{ type, schema, api, words }} />
                    ))}
                </dd>
              </div>
            ))}
          </dl>
        </Part>
        <Part title={words.try}>
          <Code text={curlOf(ask, api, site)} />
        </Part>
      </div>
    </details>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: unknown }): VNode {
  return (
    <section>
      <h3>{title}</h3>
      {children as VNode}
    </section>
  );
}

interface Line {
  readonly name: string;
  readonly where?: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly about: string;
}

function lineOf({ name, in: where, required = false, description, schema = {} }: Parameter, api: OpenApi): Line {
  return {
    name,
    where,
    type: typeText(schema, api),
    isRequired: required,
    about: description ?? schema.description ?? "",
  };
}

/** What a body looks like: an object's values line by line, anything else in a word. */
function Shape(
  { type, schema, api, words }: {
    readonly type: string;
    readonly schema: Schema;
    readonly api: OpenApi;
    readonly words: Words["docs"];
  },
): VNode {
  const lines = fieldsOf(schema, api);
  return (
    <div class="shape">
      <code class="soft">{type}</code>
      {lines.length > 0 && <Lines words={words} lines={lines} />}
      {type === "application/json" && (
        <details>
          <summary>{words.example}</summary>
          <Code text={JSON.stringify(exampleOf(schema, api), null, 2)} />
        </details>
      )}
    </div>
  );
}

function Lines({ lines, words }: { readonly lines: readonly Line[]; readonly words: Words["docs"] }): VNode {
  const hasWhere = lines.some(({ where }) => where !== undefined);
  const hasAbout = lines.some(({ about }) => about !== "");
  return (
    <div class="wide" tabindex={0} role="region" aria-label={words.parameters}>
      <table class="table values">
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            {hasWhere && <th scope="col">{words.where}</th>}
            <th scope="col">{words.type}</th>
            {hasAbout && <th scope="col">{words.about}</th>}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ name, where, type, isRequired, about }) => (
            <tr key={`${where}.${name}`}>
              <td>
                <code>{name}</code>
                {isRequired && <span class="soft below">{words.required}</span>}
              </td>
              {hasWhere && <td class="soft">{where}</td>}
              <td class="soft">{type}</td>
              {hasAbout && <td lang="en">{about}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
