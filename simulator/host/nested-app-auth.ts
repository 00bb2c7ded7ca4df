import { read } from "./contract";
import type { Switches } from "./contract";
import { ask } from "./messages";

interface NaaRequest {
  method?: string;
  requestId?: string;
  tokenParams?: { clientId?: string; scope?: string };
}

/** What MSAL makes a `user_canceled` of (P75). */
const canceled = (requestId: string): string =>
  JSON.stringify({
    messageType: "NestedAppAuthResponse",
    requestId,
    success: false,
    error: { status: "USER_CANCEL", code: "user_cancel", description: "The user closed the window." },
  });

const scopesOf = (request: NaaRequest): string =>
  (request.tokenParams?.scope ?? "")
    .split(" ")
    .map((scope) => scope.replace("https://graph.microsoft.com/", ""))
    .filter((scope) => !["openid", "profile", "offline_access", ""].includes(scope))
    .join(", ");

const consented = (request: NaaRequest): Promise<boolean> =>
  ask(
    [
      `The application ${request.tokenParams?.clientId ?? "(unknown)"} asks for these permissions:`,
      scopesOf(request),
    ],
    { title: "Permissions requested", okText: "Accept", cancelText: "Cancel" },
  );

/**
 * `DevOps.NestedAppAuth` (P51, P72): hands each request to the token service as text. Where the world's person is to be
 * asked, this page asks in the place of the sign-in window.
 */
export function nestedAppAuth(): { processRequest(json: string): Promise<string> } {
  return {
    processRequest: async (json) => {
      const request = JSON.parse(json) as NaaRequest;
      if (request.method === "GetTokenPopup") {
        const switches = (await read("/_sim/world/switches")) as Switches;
        if (switches.popup === "ask" && !(await consented(request))) return canceled(request.requestId ?? "");
      }
      const answer = await fetch("/_sim/naa", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: json,
      });
      if (!answer.ok) throw new Error(`The token service answered ${answer.status}.`);
      return answer.text();
    },
  };
}
