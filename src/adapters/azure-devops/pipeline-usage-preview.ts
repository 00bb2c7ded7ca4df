import { parseDocument } from "yaml";

import type { Failure } from "../../domain/failure";
import { definitionVariables, unread, type ExtractContext } from "../../domain/wif/extract-context";
import { extractYaml } from "../../domain/wif/extract-yaml";
import type { DefinitionRef, JsonObject, ReadDefinition } from "../../domain/wif/pipeline-definition";
import { callClient } from "./pipeline-usage-clients";
import { unreadOf, type Caller } from "./pipeline-usage-lists";
import { objectOf, textField } from "./wire-fields";

/** Aliases a document may resolve: more is a document made to exhaust memory. */
const mostAliases = 1000;

/**
 * POST {project}/_apis/pipelines/{id}/preview {previewRun: true}. vso.build (W17 E). Compiles the default branch,
 * starts nothing. The expanded text may hold secrets: it is reduced to steps here and goes no further.
 */
export async function readPreview(
  caller: Caller,
  project: string,
  item: JsonObject,
  definition: DefinitionRef,
  context: ExtractContext,
): Promise<ReadDefinition> {
  const answer = await caller.call(() =>
    callClient(caller.devOps, "pipelines", caller.signal, (client) =>
      // The declared type asks for everything a run could be given; a preview needs nothing of it.
      client.preview(
        { previewRun: true } as Parameters<typeof client.preview>[0],
        project,
        Number(definition.id),
      ),
    ),
  );
  if (!answer.ok) return empty(definition, compileGap(answer.failure, definition.name));
  const text = textField(objectOf(answer.value), "finalYaml");
  if (text === null) return empty(definition, unread("not-compiled", definition.name, null));
  const document = documentOf(text);
  if (document === null) return empty(definition, unread("could-not-read", definition.name, "not YAML"));
  return extractYaml(document, definition, context, definitionVariables(item["variables"]));
}

const empty = (definition: DefinitionRef, gap: ReadDefinition["unread"][number]): ReadDefinition => ({
  definition,
  steps: [],
  others: [],
  unread: [gap],
});

/** A 400 says that it does not compile as it stands: a required parameter, a missing resource (W18). */
function compileGap(failure: Failure, what: string) {
  return failure.code === "refused" ? unread("not-compiled", what, failure.detail) : unreadOf(failure, what);
}

function documentOf(text: string): unknown {
  const document = parseDocument(text, { uniqueKeys: false, logLevel: "silent" });
  if (document.errors.length > 0) return null;
  try {
    return document.toJS({ maxAliasCount: mostAliases });
  } catch (error: unknown) {
    // What the parser throws for too many aliases; its text is not passed on.
    if (error instanceof ReferenceError) return null;
    throw error;
  }
}
