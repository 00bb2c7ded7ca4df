import {
  delegatedPermissions,
  signInRedirect,
  type SetupCheck,
  type SetupPart,
} from "../../../../domain/graph-setup";

export const setupTitle = "Set up the app registration";
export const setupIntro =
  "Run these commands in Azure Cloud Shell (Bash), signed in to the tenant of your connections. They create one app registration with two delegated permissions and one redirect, and nothing else.";
export const checkSetupText = "Check the setup";
export const checkingSetupText = "Signing in and reading the app registration…";
export const noTenantText = "No connection in the list names a tenant, so there is nowhere to sign in to.";
export const setupListName = "Setup of the app registration";

export type SetupCommand = { readonly does: string; readonly command: string };

const graph = "00000003-0000-0000-c000-000000000000";

/** The commands, each with what it does. The client ID stands in them once it is entered. */
export function setupCommands(clientId: string | null): readonly SetupCommand[] {
  const id = clientId ?? "<client ID>";
  const scopes = Object.values(delegatedPermissions).map((scope) => `${scope}=Scope`);
  return [
    {
      does: "Creates the app registration, for this tenant alone, and prints its client ID. Enter it above.",
      command:
        'az ad app create --display-name "Service connection renewal" --sign-in-audience AzureADMyOrg --query appId --output tsv',
    },
    {
      does: "Names the page to which the sign-in window returns, as a single-page application.",
      command: `az rest --method PATCH --url "https://graph.microsoft.com/v1.0/applications(appId='${id}')" --headers "Content-Type=application/json" --body '{"spa":{"redirectUris":["${signInRedirect}"]}}'`,
    },
    {
      does: "Asks for two delegated permissions of Microsoft Graph: Application.Read.All to see credentials, Application.ReadWrite.All to create secrets. Each acts with your rights, never with more.",
      command: `az ad app permission add --id ${id} --api ${graph} --api-permissions ${scopes.join(" ")}`,
    },
    {
      does: "Consents for everybody in the tenant. It needs an administrator; without it, each person is asked.",
      command: `az ad app permission admin-consent --id ${id}`,
    },
  ];
}

const partNames: Readonly<Record<SetupPart, string>> = {
  registration: "App registration with this client ID",
  redirect: `Redirect ${signInRedirect} as a single-page application`,
  "Application.Read.All": "Delegated permission Application.Read.All",
  "Application.ReadWrite.All": "Delegated permission Application.ReadWrite.All",
};

const stateNames: Readonly<Record<SetupCheck["state"], string>> = {
  there: "there",
  missing: "missing",
  "not-known": "couldn't be looked at",
};

export const setupCheckText = ({ part, state }: SetupCheck): string =>
  `${partNames[part]}: ${stateNames[state]}.`;
