import { findInScript, readsIdToken } from "../../../src/domain/federation/script";
import type { ScriptLanguage } from "../../../src/domain/federation/script-text";

const found = (text: string, language: ScriptLanguage = "unknown") =>
  findInScript(text, "secret-use", language);

describe("a sign-in with a secret", () => {
  test.each<[string, ScriptLanguage, string, string, number]>([
    ["a key in the environment", "bash", "true\necho $servicePrincipalKey", "servicePrincipalKey", 2],
    ["the secret of the context", "powershell", "$a.ServicePrincipalSecret", "ServicePrincipalSecret", 1],
    ["the same by index", "powershell", "$a['ServicePrincipalSecret']", "ServicePrincipalSecret", 1],
    ["a password", "bash", "az login -u a --password b", "az login -u a --password", 1],
    ["a line continued in bash", "bash", "true\naz login -u a \\\n  -p b", "az login -u a   -p", 2],
    ["a line continued in PowerShell", "powershell", "az login -u a `\n -p b", "az login -u a  -p", 1],
    ["a line continued in batch", "batch", "az login -u a ^\r\n -p b", "az login -u a  -p", 1],
    [
      "a credential on the next line",
      "powershell",
      "Connect-AzAccount -ServicePrincipal `\n -Credential $c",
      "Connect-AzAccount -ServicePrincipal  -Cred",
      1,
    ],
    [
      "a credential in a table",
      "powershell",
      "$p = @{ Credential = $c }\nLogin-AzAccount @p",
      "Login-AzAccount @p",
      2,
    ],
    ["a hash that begins no word", "bash", "echo a#$servicePrincipalKey", "servicePrincipalKey", 1],
    ["a hash in quotes", "bash", 'echo "\n# $servicePrincipalKey"', "servicePrincipalKey", 2],
    ["a hash in a here-document", "bash", "cat <<E\n# $servicePrincipalKey\nE", "servicePrincipalKey", 2],
    ["quotes that do not close", "bash", "echo 'a\n# servicePrincipalKey", "servicePrincipalKey", 2],
    [
      "quotes within a substitution",
      "bash",
      'echo "$(echo "a # $servicePrincipalKey")"',
      "servicePrincipalKey",
      1,
    ],
    [
      "a hash in a here-string",
      "powershell",
      '$a = @"\n# $env:servicePrincipalKey\n"@',
      "servicePrincipalKey",
      2,
    ],
    ["a comment of an unknown shell", "unknown", "# servicePrincipalKey", "servicePrincipalKey", 1],
    ["a command behind a remark", "batch", "rem a & echo %servicePrincipalKey%", "servicePrincipalKey", 1],
  ])("is found: %s", (_, language, text, words, line) => {
    expect(found(text, language)).toEqual({ found: words, line });
  });

  test.each<[string, ScriptLanguage, string]>([
    ["a comment in bash", "bash", "az group list # not servicePrincipalKey"],
    ["a comment with an apostrophe", "bash", "# don't use servicePrincipalKey\naz group list"],
    ["a comment in PowerShell", "powershell", "Get-AzContext # ServicePrincipalSecret"],
    ["a block comment", "powershell", "<# servicePrincipalKey\n#>\nGet-AzContext"],
    ["a remark in batch", "batch", "@rem servicePrincipalKey\n:: servicePrincipalKey\naz group list"],
    ["a table without a credential", "powershell", "$p = @{ Tenant = $t }\nConnect-AzAccount @p"],
    ["a password of something else", "bash", "docker run -p 80:80 a"],
  ])("is not %s", (_, language, text) => {
    expect(found(text, language)).toBeNull();
  });

  test("names its line below a block comment", () => {
    expect(found("<# a\nb #>\n$a.ServicePrincipalSecret", "powershell")?.line).toBe(3);
  });
});

test("the token counts only where a command reads it", () => {
  expect(readsIdToken("az login --federated-token $idToken", "bash")).toBe(true);
  expect(readsIdToken("# idToken", "bash")).toBe(false);
});

test.each([
  ["Set-AzureRmContext -Force", "Set-AzureRmContext"],
  ["Import-Module AzureRM.Profile; AzureRmStorage", "AzureRmStorage"],
  ["azurerm_subnet.a", null],
])("of %p the AzureRM word is %p", (text, word) => {
  expect(findInScript(text, "azurerm-cmdlet", "powershell")?.found ?? null).toBe(word);
});
