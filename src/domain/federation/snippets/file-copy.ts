import { inputOf, isOn, type GapCode, type SnippetMaker } from "./snippet";
import type { Binder } from "../binder";

const storageRole = "Storage Blob Data Contributor";

/** `dir/*.zip` as the folder before the first wildcard and the pattern from it on. */
function splitWildcard(path: string): { readonly folder: string; readonly pattern: string | null } {
  const clean = path.replace(/\\/g, "/");
  const at = clean.search(/[*?]/);
  if (at < 0) return { folder: clean, pattern: null };
  const cut = clean.lastIndexOf("/", at);
  return { folder: cut < 0 ? "." : clean.slice(0, cut), pattern: clean.slice(cut + 1) };
}

const slashed = (prefix: string): string => (prefix.endsWith("/") ? prefix : `${prefix}/`);

/** AzureFileCopy to blobs as `az storage blob upload-batch` with the connection's own sign-in (W37). */
export const fileCopySnippet: SnippetMaker = (step, bind) => {
  const destination = inputOf(step, "Destination");
  if (destination !== null && destination.toLowerCase() === "azurevms") return null;
  const gaps: GapCode[] = [];
  const account = bind.word(
    "STORAGE_ACCOUNT",
    inputOf(step, "StorageAccountRM", "storage"),
    "storage account",
  );
  const container = bind.word("CONTAINER", inputOf(step, "ContainerName"), "container");
  const prefix = inputOf(step, "BlobPrefix");
  const signIn = `--auth-mode login --account-name ${account}`;
  const lines: string[] = [];
  if (isOn(inputOf(step, "CleanTargetBeforeCopy"))) {
    lines.push(...bind.shell.call(cleaning(bind, prefix, container, signIn)));
  }
  const { folder: start, pattern } = splitWildcard(inputOf(step, "SourcePath") ?? "");
  const source = bind.word("SOURCE", start, "source folder");
  const path = prefix === null ? "" : ` --destination-path ${bind.word("PREFIX", prefix, "prefix")}`;
  const batch = `az storage blob upload-batch ${signIn} -d ${container}${path}`;
  if (pattern !== null) {
    gaps.push("wildcard");
    const picked = bind.word("PATTERN", pattern, "pattern");
    lines.push(...bind.shell.call(`${batch} -s ${source} --pattern ${picked} --overwrite`));
  } else {
    gaps.push("file-or-folder");
    const newer = (step.task.major ?? 0) >= 4;
    const folder = prefix === null ? null : bind.word("FOLDER", slashed(prefix), "prefix");
    const sourceName = bind.shell.scriptType === "bash" ? `"$source"` : "$source";
    const below = nameBelow(bind, folder);
    lines.push(
      ...fileOrFolder(
        bind,
        source,
        // AzCopy 10 keeps the folder's own name in the container, AzCopy 7 copied what is in it (F9).
        newer
          ? `az storage blob upload-batch ${signIn} -d ${container} --destination-path ${below} -s ${sourceName} --overwrite`
          : `${batch} -s ${sourceName} --overwrite`,
        `az storage blob upload ${signIn} -c ${container} -n ${below} -f ${sourceName} --overwrite`,
      ),
    );
  }
  if (inputOf(step, "AdditionalArgumentsForBlobCopy", "additionalArguments") !== null) {
    gaps.push("copy-arguments");
  }
  if (inputOf(step, "outputStorageContainerSasToken", "sasTokenTimeOutInMinutes") !== null) {
    gaps.push("sas-token");
  }
  if (inputOf(step, "outputStorageUri") !== null) gaps.push("output-variables");
  return { lines, roles: [storageRole], gaps, needsIdentity: false };
};

/** The source's own name below the prefix, while the script runs. */
function nameBelow({ shell }: Binder, folder: string | null): string {
  if (shell.scriptType === "bash") return `${folder ?? ""}"\${source##*[/\\\\]}"`;
  return folder === null ? "$name" : `(${folder} + $name)`;
}

/** Lines that do one thing with a folder and another with a file; with a slash at its end a path has no name (F9). */
function fileOrFolder(
  { shell }: Binder,
  source: string,
  withFolder: string,
  withFile: string,
): readonly string[] {
  if (shell.scriptType === "bash") {
    return [
      `source=${source}`,
      "source=${source%[/\\\\]}",
      'if [ -d "$source" ]; then',
      `  ${withFolder}`,
      "else",
      `  ${withFile}`,
      "fi",
    ];
  }
  return [
    `$source = (${source}).TrimEnd('/', '\\')`,
    "$name = Split-Path -Leaf $source",
    ...shell.call(
      `if (Test-Path -LiteralPath $source -PathType Container) { ${withFolder} } else { ${withFile} }`,
    ),
  ];
}

/** The task empties the place it copies to; without a prefix that is the whole container. */
function cleaning(bind: Binder, prefix: string | null, container: string, signIn: string): string {
  const pattern = prefix === null ? "*" : `${slashed(prefix)}*`;
  return `az storage blob delete-batch ${signIn} -s ${container} --pattern ${bind.word("CLEAN", pattern, "prefix")}`;
}
