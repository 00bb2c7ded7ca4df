/**
 * The least that a hub can do: handshake, token, one list call, a plain table with a filter. No framework, no styles, no
 * checks. What the shipped hub is measured against; never packaged.
 */
import * as SDK from "azure-devops-extension-sdk";

const locationService = "ms.vss-features.location-service";

function cell(row, text) {
  row.append(Object.assign(document.createElement("td"), { textContent: text }));
}

function tableRow(connection) {
  const row = document.createElement("tr");
  cell(row, connection.name);
  cell(row, connection.type);
  cell(row, connection.authorization?.scheme ?? "");
  cell(row, connection.createdBy?.displayName ?? "");
  return row;
}

async function main() {
  await SDK.init({ loaded: false });
  const [token, root] = await Promise.all([
    SDK.getAccessToken(),
    SDK.getService(locationService).then((location) => location.getServiceLocation()),
  ]);
  const { id } = SDK.getWebContext().project;
  const address = `${root}${id}/_apis/serviceendpoint/endpoints?includeFailed=true&api-version=7.1`;
  const headers = { Authorization: `Bearer ${token}`, Accept: "application/json" };
  const { value } = await (await fetch(address, { headers })).json();
  const rows = value.map((connection) => tableRow(connection));
  document.querySelector("tbody").append(...rows);
  document.getElementById("filter").addEventListener("input", ({ target }) => {
    const wanted = target.value.toLowerCase();
    value.forEach(({ name }, index) => {
      rows[index].hidden = !name.toLowerCase().includes(wanted);
    });
  });
  SDK.notifyLoadSucceeded();
}

main();
