import type { WebDriver } from "selenium-webdriver";

export interface WebKit {
  readonly driver: WebDriver;
  close(): Promise<void>;
}

export function startWebKit(programs: { readonly driver: string; readonly screen: string }): Promise<WebKit>;
