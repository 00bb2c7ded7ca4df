import type { Bootstrap } from "./contract";
import type { HostOptions } from "./options";
import { themeData, themeId } from "./theme";
import type { ThemeName } from "./theme";

interface Asked {
  loaded?: boolean;
  applyTheme?: boolean;
}

const contributionId = (bootstrap: Bootstrap): string => {
  const { publisherId, extensionId } = bootstrap.extension;
  const { id } = bootstrap.contribution;
  return id.includes(".") ? id : `${publisherId}.${extensionId}.${id}`;
};

const pageContext = (bootstrap: Bootstrap, theme: ThemeName): object => ({
  webContext: bootstrap.project == null ? {} : { project: bootstrap.project },
  globalization: {
    culture: "en-US",
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
  const { extension, user } = bootstrap;
  const baseUri = `${bootstrap.origins.assets}/`;
  const extensionContext = { ...extension, baseUri };
  const context = {
    extension: { id: `${extension.publisherId}.${extension.extensionId}`, ...extensionContext },
    user: {
      descriptor: user.descriptor ?? `aad.${btoa(user.id)}`,
      id: user.id,
      name: user.uniqueName,
      displayName: user.displayName,
      imageUrl: `${bootstrap.origins.host}/avatar`,
    },
    host: {
      id: bootstrap.organization.id,
      name: bootstrap.organization.name,
      serviceVersion: "Dev19.M264.1",
      // Organization (P55).
      type: 4,
      isHosted: true,
    },
  };
  const themed = asked.applyTheme === false ? {} : { themeData: themeData(theme) };
  const page = pageContext(bootstrap, theme);
  if (options.handshake === "current") {
    const shape = { contributionId: contributionId(bootstrap), initialConfig: {}, ...themed };
    return { ...shape, context: { ...context, pageContext: page } };
  }
  return {
    pageContext: page,
    initialConfig: {},
    extensionContext,
    contribution: { id: contributionId(bootstrap), properties: { name: bootstrap.contribution.name } },
    ...themed,
    ...(options.handshake === "legacy" ? { context } : {}),
  };
}
