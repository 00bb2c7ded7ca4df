import * as React from "react";
import { ContentSize } from "azure-devops-ui/Callout";
import { Dialog } from "azure-devops-ui/Dialog";
import { RadioButton, RadioButtonGroup } from "azure-devops-ui/RadioButton";
import { Spinner } from "azure-devops-ui/Spinner";
import { defaultSettings } from "../../../domain/settings";
import {
  buildServiceOf,
  isNamedViewer,
  pipelineValues,
  pipelineYaml,
  type PipelineKind,
} from "../../../domain/watch/pipeline";
import { useHub, useHubState } from "../../shell/contracts/hub-context";
import { CopyBox } from "../../shared/CopyBox";
import { closeText } from "../../shared/words/page";
import {
  beforeUseText,
  kindLabel,
  kindText,
  lookingText,
  rightsTitle,
  unattendedIntro,
  unattendedTitle,
  viewerText,
  yamlTitle,
  type ViewerLook,
} from "./words/unattended";
import { Rights } from "./Rights";

/** A pipeline with the values of this page, to copy, and the rights that it needs. Changes nothing. */
export const UnattendedDialog = ({ onClose }: { readonly onClose: () => void }): React.JSX.Element => {
  const { ports } = useHub();
  const inventory = useHubState((state) => state.inventory);
  const isProject = ports.host.scope.kind === "project";
  const kinds: readonly PipelineKind[] = [
    ...(isProject ? (["job-token"] as const) : []),
    "service-principal",
    "renewal",
  ];
  const [kind, setKind] = React.useState<PipelineKind>(kinds[0] ?? "service-principal");
  const viewer = useViewer();
  const values = pipelineValues(inventory?.rows ?? [], inventory?.settings ?? defaultSettings, {
    scope: isProject ? "project" : "organization",
    now: ports.clock.now(),
  });
  return (
    <Dialog
      contentSize={ContentSize.Large}
      titleProps={{ text: unattendedTitle }}
      onDismiss={onClose}
      footerButtonProps={[{ text: closeText, primary: true, onClick: onClose }]}
    >
      <div className="rhythm-vertical-16">
        <p className="secondary-text">{unattendedIntro}</p>
        <RadioButtonGroup
          text={kindLabel}
          selectedButtonId={kind}
          onSelect={(id) => setKind(kinds.find((one) => one === id) ?? kind)}
        >
          {kinds.map((one) => (
            <RadioButton key={one} id={one} text={kindText(one)} />
          ))}
        </RadioButtonGroup>
        {beforeUseText(kind, values).map((text) => (
          <p key={text}>{text}</p>
        ))}
        <CopyBox key={kind} title={yamlTitle} text={pipelineYaml(kind, values)} />
        <section aria-label={rightsTitle} className="rhythm-vertical-8">
          <strong>{rightsTitle}</strong>
          {kind !== "job-token" ? (
            <Rights key={kind} kind={kind} values={values} />
          ) : viewer.state === "looking" ? (
            <Spinner label={lookingText} />
          ) : (
            <p>{viewerText(viewer)}</p>
          )}
        </section>
      </div>
    </Dialog>
  );
};

/** Looks once whether the job's identity is named among those who may see the project's connections. */
function useViewer(): ViewerLook {
  const { ports } = useHub();
  const [look, setLook] = React.useState<ViewerLook>({ state: "looking" });
  React.useEffect(() => {
    const { host, connections } = ports;
    if (host.scope.kind !== "project") {
      setLook({ state: "no-project" });
      return;
    }
    let open = true;
    const { project } = host.scope;
    const name = buildServiceOf(project.name, host.organization.name);
    void connections.roles(project).then((roles) => {
      if (!open) return;
      setLook(
        roles.ok
          ? { state: isNamedViewer(roles.value, name) ? "named" : "not-named", name }
          : { state: "not-read", name, failure: roles.failure },
      );
    });
    return () => {
      open = false;
    };
  }, [ports]);
  return look;
}
