export const copyName = (what: string): string => `Copy ${what}`;
export const copiedText = "Copied";
export const copyRefusedText = "The browser doesn't allow copying here: select the text.";

export const copyText = "Copy";
export const showTextText = "Show text";
