import { createServer } from "node:net";

/** Where `npm start` serves the host page where nothing else does, so that the README can link to its scenarios. */
export const usualPort = 4747;

/** `port` where it's free on this machine, else 0: any other one. */
export const portOrAny = (port: number): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => {
      resolve(0);
    });
    probe.listen(port, "localhost", () => {
      probe.close(() => {
        resolve(port);
      });
    });
  });
