export const connectingText = "Connecting…";
export const skipText = "Skip to the list";
export const connectedText = "Microsoft Graph connected";
export const exportText = "Export";
export const settingsText = "Settings";
export const refreshText = "Refresh";
