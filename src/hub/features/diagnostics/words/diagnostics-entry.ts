/** The word on the button; apart from the rest, which is loaded with the view itself. */
export const openDiagnosticsText = "Diagnostics";
