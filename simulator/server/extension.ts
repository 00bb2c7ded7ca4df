import { access, readFile } from "node:fs/promises";
import { join } from "node:path";

/** An unpacked package: its directory and what its manifest says. */
export interface Extension {
  directory: string;
  publisherId: string;
  extensionId: string;
  version: string;
  contributions: { id: string; type: string; targets: string[]; properties: Record<string, unknown> }[];
}

interface RawManifest {
  publisher?: string;
  id?: string;
  version?: string;
  contributions?: { id: string; type: string; targets?: string[]; properties?: Record<string, unknown> }[];
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Publisher, id and version stand in the .vsixmanifest, contributions in the .vsomanifest. */
export async function readExtension(directory: string): Promise<Extension> {
  const vso = join(directory, "extension.vsomanifest");
  if (!(await exists(vso)))
    throw new Error(`${directory} holds no extension.vsomanifest: unpack a package there first.`);
  const raw = JSON.parse((await readFile(vso, "utf8")).replace(/^\uFEFF/, "")) as RawManifest;
  const vsix = join(directory, "extension.vsixmanifest");
  const identity = (await exists(vsix)) ? await readFile(vsix, "utf8") : "";
  const attribute = (name: string): string | undefined =>
    new RegExp(`<Identity[^>]*\\s${name}="([^"]*)"`).exec(identity)?.[1];
  return {
    directory,
    publisherId: attribute("Publisher") ?? raw.publisher ?? "publisher",
    extensionId: attribute("Id") ?? raw.id ?? "extension",
    version: attribute("Version") ?? raw.version ?? "0.0.0",
    contributions: (raw.contributions ?? []).map((one) => ({
      id: one.id,
      type: one.type,
      targets: one.targets ?? [],
      properties: one.properties ?? {},
    })),
  };
}
