import { hubName } from "./contract";
import type { Bootstrap } from "./contract";
import type { HostOptions } from "./options";
import { themeData, themeId } from "./theme";
import type { ThemeName } from "./theme";

interface Asked {
  loaded?: boolean;
  applyTheme?: boolean;
}

const pageContext = (bootstrap: Bootstrap, theme: ThemeName, culture: string): object => ({
  webContext: bootstrap.project == null ? {} : { project: bootstrap.project },
  globalization: {
    culture,
    theme: themeId(theme),
    explicitTheme: themeId(theme),
    timeZoneId: "UTC",
    timezoneOffset: 0,
    typeAheadDisabled: false,
  },
  timeZonesConfiguration: { daylightSavingsAdjustments: [{ offset: 0, start: new Date(0) }] },
});

/** The answer to `initialHandshake` in the shape that is asked for (P53, P54). */
export function handshakeAnswer(
  bootstrap: Bootstrap,
  options: HostOptions,
  theme: ThemeName,
  asked: Asked,
): object {
  const { id, publisherId, extensionId, version, baseUri } = bootstrap.extension;
  const extensionContext = { publisherId, extensionId, version, baseUri };
  const context = {
    extension: { id, ...extensionContext },
    user: bootstrap.user,
    host: bootstrap.host,
  };
  const themed = asked.applyTheme === false ? {} : { themeData: themeData(theme) };
  const page = pageContext(bootstrap, theme, options.culture);
  const { initialConfig = {} } = bootstrap;
  if (options.handshake === "current") {
    const shape = { contributionId: bootstrap.contributionId, initialConfig, ...themed };
    return { ...shape, context: { ...context, pageContext: page } };
  }
  return {
    pageContext: page,
    initialConfig,
    extensionContext,
    contribution: { id: bootstrap.contributionId, properties: { name: hubName(bootstrap) } },
    ...themed,
    ...(options.handshake === "legacy" ? { context } : {}),
  };
}
