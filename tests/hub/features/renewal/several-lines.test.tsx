import "@testing-library/jest-dom";
import { act, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import * as React from "react";
import { success } from "../../../../src/domain/failure";
import type { SecretInputs } from "../../../../src/domain/secret";
import { fieldsOfRun } from "../../../../src/hub/features/renewal/actions";
import { GuidedForm } from "../../../../src/hub/features/renewal/GuidedForm";
import { HubProvider } from "../../../../src/hub/shell/contracts/hub-context";
import type { ConnectionType } from "../../../../src/ports/service-connections";
import { aConnection, aPlan } from "../../../support/builders";
import { fakeHub } from "../../support/fake-hub";
import { aWorld, fakePorts } from "../../support/fake-ports";

const kubeconfig = "apiVersion: v1\nkind: Config\nclusters:\n  - name: shop\n";
const pages = {
  credentials: null,
  app: null,
  owners: null,
  enterpriseApp: null,
  access: null,
  connection: "",
};

function shownForm(multiline: boolean): (SecretInputs | null)[] {
  const given: (SecretInputs | null)[] = [];
  const input = { name: "kubeconfig", label: "Kubeconfig", place: "authorization", multiline } as const;
  render(
    <HubProvider value={fakeHub(aWorld())}>
      <GuidedForm
        offer={{ material: "inputs", inputs: [input] }}
        pages={pages}
        disabled={false}
        onCancel={() => undefined}
        onSubmit={(inputs) => void given.push(inputs)}
      />
    </HubProvider>,
  );
  return given;
}

test("a value of several lines that is pasted into a field of one line keeps its line breaks", async () => {
  const given = shownForm(false);

  const field = screen.getByLabelText("Kubeconfig");
  act(() => void fireEvent.paste(field, { clipboardData: { getData: () => kubeconfig } }));
  await userEvent.click(screen.getByRole("button", { name: "Save and verify" }));

  expect(screen.getByLabelText("Kubeconfig").tagName).toBe("TEXTAREA");
  expect(given[0]?.get("kubeconfig")?.reveal()).toBe(kubeconfig);
});

test("a value of one line is still pasted into a field that shows dots", () => {
  shownForm(false);

  const field = screen.getByLabelText("Kubeconfig");
  act(() => void fireEvent.paste(field, { clipboardData: { getData: () => "token" } }));

  expect(screen.getByLabelText("Kubeconfig")).toHaveAttribute("type", "password");
});

describe("the fields of a run that waits for a value", () => {
  const connection = aConnection({ kind: "other", type: "kubernetes", scheme: "Kubernetes" });
  const plan = aPlan({ mode: "guided", material: "inputs", inputNames: ["kubeconfig", "token"] });
  const declared = (name: string, multiline: boolean) =>
    ({ name, label: name, description: "", place: "authorization", multiline }) as const;
  const type: ConnectionType = {
    type: "kubernetes",
    displayName: "Kubernetes",
    schemes: [
      { scheme: "Kubernetes", confidential: [declared("kubeconfig", true), declared("token", false)] },
    ],
    testable: true,
  };
  const lines = async (answer: ReturnType<ReturnType<typeof fakePorts>["connections"]["types"]>) => {
    const ports = fakePorts(aWorld());
    ports.connections.types = () => answer;
    return (await fieldsOfRun(ports, plan, connection)).map(({ name, multiline }) => [name, multiline]);
  };

  test("are those of the connection's type", async () => {
    expect(await lines(Promise.resolve(success([type])))).toEqual([
      ["kubeconfig", true],
      ["token", false],
    ]);
  });

  test("take several lines where the type could not be read", async () => {
    expect(
      await lines(Promise.resolve({ ok: false, failure: { code: "network", system: "azure-devops" } })),
    ).toEqual([
      ["kubeconfig", true],
      ["token", true],
    ]);
  });

  test("take several lines for a certificate and one for a client secret", async () => {
    const ports = fakePorts(aWorld());
    const fields = async (material: "certificate" | "client-secret") =>
      (await fieldsOfRun(ports, aPlan({ mode: "guided", material, inputNames: ["x"] }), connection)).map(
        ({ multiline }) => multiline,
      );

    expect([await fields("certificate"), await fields("client-secret")]).toEqual([[true], [false]]);
  });
});
