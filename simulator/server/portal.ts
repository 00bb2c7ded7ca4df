import type { Engine } from "../core/engine";
import { isRecord, json, parseBody, textMember } from "../core/http";
import type { SimulatedRequest, SimulatedResponse } from "../core/http";
import { addMonths, addPassword } from "../entra/credentials";
import { certificateBody } from "../entra/sign-in";
import type { Application, Tenant } from "../world";

interface Found {
  application: Application;
  tenant: Tenant;
}

/** Data behind the portal page: what the person at the Certificates & secrets blade sees and does. */
export function portalRoute(engine: Engine, request: SimulatedRequest, path: string): SimulatedResponse {
  const [kind, appId = "", action = "", id = ""] = path.split("/").map(decodeURIComponent);
  const found = kind === "app" ? findApplication(engine, appId) : null;
  if (found === null) return json(404, { message: `There is no app registration ${appId}.` });
  const { application } = found;
  switch (`${request.method} ${action}`) {
    case "GET ":
      return json(200, shapeOf(engine, found));
    case "POST secret":
      return createSecret(engine, found, parseBody(request));
    case "DELETE secret":
      for (const one of application.passwordCredentials)
        if (one.keyId === id) one.removedAt = engine.clock.now();
      return json(200, {});
    case "POST certificate":
      return addCertificate(engine, application, parseBody(request));
    case "POST federated":
      return addFederated(engine, application, parseBody(request));
    case "DELETE federated":
      application.federatedIdentityCredentials = application.federatedIdentityCredentials.filter(
        (one) => one.id !== id,
      );
      return json(200, {});
    default:
      return json(404, { message: `The portal has no route ${request.method} ${path}.` });
  }
}

function findApplication(engine: Engine, appId: string): Found | null {
  for (const tenant of engine.world.tenants)
    for (const application of tenant.applications)
      if (!application.deleted && application.appId.toLowerCase() === appId.toLowerCase())
        return { application, tenant };
  return null;
}

const shapeOf = (engine: Engine, { application, tenant }: Found): Record<string, unknown> => ({
  objectId: application.id,
  appId: application.appId,
  displayName: application.displayName,
  tenant: { id: tenant.id, displayName: tenant.displayName, cloud: tenant.cloud },
  now: engine.clock.now(),
  secrets: application.passwordCredentials
    .filter((one) => one.removedAt === null)
    .map(({ keyId, displayName, hint, startDateTime, endDateTime }) => ({
      keyId,
      displayName,
      hint,
      startDateTime: new Date(startDateTime).toISOString(),
      endDateTime: new Date(endDateTime).toISOString(),
    })),
  certificates: application.keyCredentials.map(({ keyId, displayName, thumbprint, endDateTime }) => ({
    keyId,
    displayName,
    thumbprint,
    endDateTime: new Date(endDateTime).toISOString(),
  })),
  federatedCredentials: application.federatedIdentityCredentials,
});

function createSecret(engine: Engine, found: Found, body: unknown): SimulatedResponse {
  const now = engine.clock.now();
  const asked = Date.parse(textMember(body, "endDateTime") ?? "");
  const end = Number.isNaN(asked) ? addMonths(now, 6) : asked;
  const credential = addPassword(
    found.application,
    { displayName: textMember(body, "displayName") ?? null, startDateTime: now, endDateTime: end },
    { now, propagation: found.tenant.propagation, chance: engine.context.chance },
  );
  return json(201, {
    keyId: credential.keyId,
    displayName: credential.displayName,
    hint: credential.hint,
    value: credential.secretText,
    startDateTime: new Date(now).toISOString(),
    endDateTime: new Date(end).toISOString(),
  });
}

/** Uploads a certificate, PEM, with the dates the page read from it; the simulator does not parse X.509. */
function addCertificate(engine: Engine, application: Application, body: unknown): SimulatedResponse {
  const pem = textMember(body, "pem") ?? "";
  if (certificateBody(pem) === "") return json(400, { message: "Send {pem} with a certificate." });
  const now = engine.clock.now();
  const until = Date.parse(textMember(body, "endDateTime") ?? "");
  application.keyCredentials.push({
    keyId: engine.context.chance.guid(),
    displayName: textMember(body, "displayName") ?? "uploaded",
    startDateTime: now,
    endDateTime: Number.isNaN(until) ? addMonths(now, 12) : until,
    thumbprint: engine.context.chance.guid().replace(/-/g, "").toUpperCase(),
    certificatePem: pem,
  });
  return json(201, {});
}

function addFederated(engine: Engine, application: Application, body: unknown): SimulatedResponse {
  const issuer = textMember(body, "issuer") ?? "";
  const subject = textMember(body, "subject") ?? "";
  if (issuer === "" || subject === "") return json(400, { message: "Send {name, issuer, subject}." });
  const audiences =
    isRecord(body) && Array.isArray(body["audiences"])
      ? body["audiences"].map(String)
      : ["api://AzureADTokenExchange"];
  const credential = {
    id: engine.context.chance.guid(),
    name: textMember(body, "name") ?? "federated",
    issuer,
    subject,
    audiences,
    description: "",
  };
  application.federatedIdentityCredentials.push(credential);
  return json(201, credential);
}
