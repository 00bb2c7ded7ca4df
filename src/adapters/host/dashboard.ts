import * as SDK from "azure-devops-extension-sdk";
import { ConfigurationEvent } from "azure-devops-extension-api/Dashboard/WidgetConfigHelpers";
import type {
  IConfigurableWidget,
  IWidgetConfiguration,
  IWidgetConfigurationContext,
} from "azure-devops-extension-api/Dashboard/WidgetContracts";
import {
  WidgetConfigurationSave,
  WidgetStatusHelper,
} from "azure-devops-extension-api/Dashboard/WidgetHelpers";
import { ownPart } from "./contributions";
import { placedOf, type Placed } from "./placed";

/** What a dashboard asks of a widget (R8). What cannot be read is said in the widget, so that no answer is a failure. */
export type Widget = {
  /** Shows that something comes. */
  readonly preload: (placed: Placed) => void;
  /** Reads and shows; resolves with the first answer. */
  readonly load: (placed: Placed) => Promise<void>;
  /** The size, the name or the settings have changed, or the dashboard refreshes itself. */
  readonly reload: (placed: Placed) => Promise<void>;
};

/** What a dashboard asks of the pane in which a widget is configured (R8). */
export type WidgetConfigurationPane = {
  /** `changed` tells the dashboard what to preview. */
  readonly load: (placed: Placed, changed: (data: string) => void) => Promise<void>;
  /** What to keep; null where it cannot be kept as it is. */
  readonly save: () => string | null;
};

/** Of the settings' outer form, which the dashboard keeps beside them. */
const version = { major: 1, minor: 0, patch: 0 };

/**
 * Under its full id and under the manifest's alone: which of the two a dashboard asks for is not documented, and nobody else
 * can ask in this frame.
 */
function register(instance: object): void {
  const id = SDK.getContributionId();
  SDK.register(id, instance);
  SDK.register(ownPart(id), instance);
}

/** Hands the widget to the dashboard, which calls it once the frame has told that it is there. */
export function offerWidget(widget: Widget): void {
  const offered: IConfigurableWidget = {
    preload: (settings) => {
      widget.preload(placedOf(settings));
      return WidgetStatusHelper.Success();
    },
    load: async (settings) => {
      await widget.load(placedOf(settings));
      return WidgetStatusHelper.Success();
    },
    reload: async (settings) => {
      await widget.reload(placedOf(settings));
      return WidgetStatusHelper.Success();
    },
  };
  register(offered);
}

/** Hands the configuration to the dashboard. A configuration that cannot be kept is refused, and says why in its place. */
export function offerConfiguration(pane: WidgetConfigurationPane): void {
  const offered: IWidgetConfiguration = {
    load: async (settings, context: IWidgetConfigurationContext) => {
      await pane.load(placedOf(settings), (data) => {
        const change = ConfigurationEvent.Args({ data, version });
        void context.notify(ConfigurationEvent.ConfigurationChange, change);
      });
      return WidgetStatusHelper.Success();
    },
    onSave: () => {
      const data = pane.save();
      return data === null
        ? WidgetConfigurationSave.Invalid()
        : WidgetConfigurationSave.Valid({ data, version });
    },
  };
  register(offered);
}
