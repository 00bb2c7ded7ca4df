import type { ConfidentialInput, ConnectionType } from "../../ports/service-connections";
import { field, listOf, objectOf, textField, type WireObject } from "./wire-fields";

/** `InputMode.TextArea` as number and as text (A1). */
const isMultiline = (descriptor: WireObject): boolean => {
  const mode = field(descriptor, "inputMode");
  return mode === 60 || (typeof mode === "string" && mode.toLowerCase() === "textarea");
};

const objectsOf = (value: unknown): readonly WireObject[] =>
  (listOf(value) ?? []).map(objectOf).filter((item): item is WireObject => item !== null);

/** The confidential ones among input descriptors (A86). */
function confidentialInputs(
  descriptors: unknown,
  place: ConfidentialInput["place"],
): readonly ConfidentialInput[] {
  return objectsOf(descriptors).flatMap((descriptor) => {
    const name = textField(descriptor, "id");
    if (name === null || field(descriptor, "isConfidential") !== true) return [];
    return [
      {
        name,
        label: textField(descriptor, "name") ?? name,
        description: textField(descriptor, "description") ?? "",
        place,
        multiline: isMultiline(descriptor),
      },
    ];
  });
}

/** A connection type as `types` describes it; null where it has no name. Inputs of the type itself live in `data` (A86). */
export function typeFromWire(value: unknown): ConnectionType | null {
  const wire = objectOf(value);
  const type = textField(wire, "name");
  if (wire === null || type === null) return null;
  const ofType = confidentialInputs(field(wire, "inputDescriptors"), "data");
  return {
    type,
    displayName: textField(wire, "displayName") ?? type,
    schemes: objectsOf(field(wire, "authenticationSchemes")).map((scheme) => ({
      scheme: textField(scheme, "scheme") ?? "",
      confidential: [...confidentialInputs(field(scheme, "inputDescriptors"), "authorization"), ...ofType],
    })),
    testable: objectsOf(field(wire, "dataSources")).some(
      (source) => textField(source, "name")?.toLowerCase() === "testconnection",
    ),
  };
}
