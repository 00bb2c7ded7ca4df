import type { CertificateFacts, CertificateProblem } from "../../../../domain/certificate-facts";
import type { Instant } from "../../../../domain/instant";
import { dateText, dateTimeText, type DateStyle } from "../../../../words/expiry";

/** Why a pasted PEM cannot be used. None of the sentences repeats the pasted text. */
export function certificateProblemText(problem: CertificateProblem): string {
  switch (problem) {
    case "empty":
      return "Paste the PEM first.";
    case "no-certificate":
      return "No certificate is in this text. Paste the PEM with BEGIN CERTIFICATE and the private key.";
    case "no-key":
      return "The private key is missing. Paste the PEM that holds the certificate and its key.";
    case "several-keys":
      return "The text holds more than one private key. Paste the certificate with its own key alone.";
    case "key-encrypted":
      return "The private key is protected by a password. Paste it without one.";
    case "key-kind-unsupported":
      return "Entra doesn't take keys of this kind. Use an RSA key, or one of the curves P-256, P-384 and P-521.";
    case "certificate-unreadable":
      return "The certificate can't be read: the text may be cut off or changed.";
    case "key-unreadable":
      return "The private key can't be read: the text may be cut off or changed.";
    case "key-mismatch":
      return "The private key doesn't belong to the certificate. Paste a certificate together with its own key.";
    case "expired":
      return "The certificate has already expired. Create a new one.";
    case "not-yet-valid":
      return "The certificate isn't valid yet. Entra refuses it until its first day.";
  }
}

export const certificateUnreadText =
  "The certificate couldn't be checked, because a part of the hub didn't load. Nothing was sent. Check the network connection, then try again.";
export const readingCertificateText = "Reading the certificate…";

/** What the certificate says of itself, to be compared with the one uploaded to Entra (G3). */
export const certificateFactsText = (facts: CertificateFacts, { culture, timeZone }: DateStyle): string =>
  `${facts.subject || "No subject"}. Valid until ${dateText(facts.until, culture, timeZone)}. Thumbprint ${facts.thumbprint}. The key belongs to it.`;
export const certificateLifetimeText = "The certificate's own date is used as the expiry date.";

/** What a pasted value says of its own end, which fills in the date where it lies ahead. */
export const carriedEndText = (end: Instant, now: Instant, dates: DateStyle): string => {
  const at = dateTimeText(end, dates.culture, dates.timeZone);
  return end <= now
    ? `Read from the value: it expired on ${at}. Check that you pasted the new one.`
    : `Read from the value: it expires on ${at}.`;
};
