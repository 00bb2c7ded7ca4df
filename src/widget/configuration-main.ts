/** Composition root of the pane in which a widget is configured (R7, R8): reads the hub's settings, and nothing else. */
import { createDocuments } from "../adapters/extension-data/documents";
import { usualNamesKept } from "../adapters/extension-data/records";
import { createSettingsStore } from "../adapters/extension-data/settings";
import { offerConfiguration } from "../adapters/host/dashboard";
import { connectToSdkHost } from "../adapters/host/sdk-host";
import {
  decodeConfiguration,
  defaultConfiguration,
  encodeConfiguration,
  type StoredConfiguration,
} from "../domain/widget/configuration";
import { failureWords } from "../words/failure";
import { drawForm, type ConfigurationForm } from "./configuration-form";
import { damagedText, newerText } from "./words/configuration";

const warningOf = ({ state }: StoredConfiguration): string | null =>
  state === "read" ? null : state === "newer-version" ? newerText : damagedText;

async function start(root: HTMLElement): Promise<void> {
  const connected = await connectToSdkHost();
  if (!connected.ok) {
    root.textContent = failureWords(connected.failure).happened;
    return;
  }
  const host = connected.value;
  const settings = createSettingsStore(createDocuments(host), usualNamesKept());
  let form: ConfigurationForm | null = null;
  offerConfiguration({
    load: async ({ stored }, changed) => {
      const configuration = decodeConfiguration(stored);
      const read = await settings.read();
      form = drawForm(
        root,
        configuration.state === "read" ? configuration.configuration : defaultConfiguration,
        { warning: warningOf(configuration), usualDays: read.ok ? read.value.bands[0] : null },
        (next) => changed(encodeConfiguration(next)),
      );
    },
    save: () => {
      const taken = form?.taken() ?? null;
      return taken === null ? null : encodeConfiguration(taken);
    },
  });
  host.notifyLoadSucceeded();
}

const root = document.getElementById("root");
if (root !== null) void start(root);
