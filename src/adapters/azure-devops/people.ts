import type { People } from "../../ports/announcements";
import { jsonOf, type Send } from "../http/http";
import { listOf, objectOf } from "./wire-fields";

/** GET _apis/identities for one id (L23), asked once each. Whatever is no clear answer is null. */
export function createPeople(send: Send, root: () => Promise<string>): People {
  const asked = new Map<string, Promise<boolean | null>>();
  const ask = async (id: string): Promise<boolean | null> => {
    const answer = await send({
      method: "GET",
      url: `${await root()}_apis/identities?identityIds=${encodeURIComponent(id)}&queryMembership=None&api-version=7.1`,
      headers: { Accept: "application/json" },
      repeatable: true,
    });
    const json = answer.ok ? jsonOf(answer.value, "azure-devops") : answer;
    const items = json.ok ? listOf(json.value) : null;
    if (items === null) return null;
    const active = objectOf(items[0])?.["isActive"];
    return typeof active === "boolean" ? active : null;
  };
  return {
    isActive: (id) => {
      const answer = asked.get(id) ?? ask(id);
      asked.set(id, answer);
      return answer;
    },
  };
}
