import { button, byId, el } from "./dom";

interface MessageDialogOptions {
  title?: string;
  showCancel?: boolean;
  okText?: string;
  cancelText?: string;
  onClose?: (confirmed?: boolean) => void;
}

interface Banner {
  level?: number;
  message?: string;
  messageFormat?: string;
  messageLinks?: { name: string; href: string }[];
  dismissable?: boolean;
}

interface Toast {
  message: string;
  duration?: number;
  callToAction?: string;
  onCallToActionClick?: () => void;
}

/** A modal question of the host itself; resolves with whether it was confirmed. Escape is a no. */
export function ask(text: string[], options: MessageDialogOptions): Promise<boolean> {
  return new Promise((resolve) => {
    const dialog = el("dialog", { class: "host-dialog", "aria-labelledby": "host-dialog-title" });
    const answer = (confirmed: boolean): void => {
      dialog.close();
      dialog.remove();
      resolve(confirmed);
    };
    dialog.addEventListener("cancel", (event) => {
      event.preventDefault();
      answer(false);
    });
    dialog.append(
      el("h2", { id: "host-dialog-title" }, options.title ?? "Azure DevOps"),
      ...text.map((line) => el("p", {}, line)),
      el(
        "div",
        { class: "actions" },
        button(options.okText ?? "OK", () => answer(true), "primary"),
        options.showCancel === false ? null : button(options.cancelText ?? "Cancel", () => answer(false)),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}

function notSimulated(name: string): () => Promise<never> {
  return () => Promise.reject(new Error(`The simulated host has no ${name}.`));
}

/** `ms.vss-features.host-page-layout-service` (P66). Panels and custom dialogs of a second frame are refused (P59). */
export function layoutService(): object {
  return {
    getFullScreenMode: () => Promise.resolve(document.body.classList.contains("full-screen")),
    setFullScreenMode: (on: boolean) => {
      document.body.classList.toggle("full-screen", on);
    },
    openMessageDialog: (message: string, options: MessageDialogOptions = {}) => {
      void ask([message], options).then((confirmed) => options.onClose?.(confirmed));
    },
    openCustomDialog: notSimulated("custom dialogs"),
    openPanel: notSimulated("panels"),
  };
}

const levels = ["info", "warning", "error", "success"];

function bannerText(banner: Banner): (string | HTMLElement)[] {
  if (banner.messageFormat === undefined) return [banner.message ?? ""];
  return banner.messageFormat.split(/(\{\d+\})/).map((part) => {
    const link = banner.messageLinks?.[Number(/^\{(\d+)\}$/.exec(part)?.[1] ?? "-1")];
    return link === undefined
      ? part
      : el("a", { href: link.href, target: "_blank", rel: "noopener" }, link.name);
  });
}

function showBanner(banner: Banner): void {
  const level = levels[banner.level ?? 0] ?? "info";
  const element = el("div", {
    class: `banner ${level}`,
    role: level === "error" || level === "warning" ? "alert" : "status",
  });
  element.append(...bannerText(banner));
  if (banner.dismissable !== false) element.append(button("Dismiss", () => element.remove(), "quiet"));
  byId("banners").replaceChildren(element);
}

function showToast(toast: Toast): void {
  const element = el("div", { class: "toast", role: "status" }, toast.message);
  if (toast.callToAction !== undefined)
    element.append(button(toast.callToAction, () => toast.onCallToActionClick?.(), "quiet"));
  byId("toasts").append(element);
  setTimeout(() => element.remove(), toast.duration ?? 5_000);
}

/** `ms.vss-tfs-web.tfs-global-messages-service` (P67). */
export function globalMessagesService(): object {
  return {
    addBanner: showBanner,
    closeBanner: () => {
      byId("banners").replaceChildren();
    },
    addToast: showToast,
    addDialog: (options: MessageDialogOptions & { message?: string }) => {
      void ask([options.message ?? ""], options).then((confirmed) => options.onClose?.(confirmed));
    },
    closeDialog: () => {
      document.querySelector("dialog.host-dialog")?.remove();
    },
  };
}
