/** Ids of the host's services (P63-P69). */
export const serviceIds = {
  pageData: "ms.vss-tfs-web.tfs-page-data-service",
  location: "ms.vss-features.location-service",
  navigation: "ms.vss-features.host-navigation-service",
  buildPageData: "ms.vss-build-web.build-page-data-service",
  extensionData: "ms.vss-features.extension-data-service",
} as const;
