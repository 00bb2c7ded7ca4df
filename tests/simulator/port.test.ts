import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import { portOrAny } from "../../simulator/server/port";

const taken = (): Promise<Server> =>
  new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "localhost", () => {
      resolve(server);
    });
  });
const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });

test("a port in use is left for any other one, and is taken once it's free", async () => {
  const server = await taken();
  const { port } = server.address() as AddressInfo;
  const whileTaken = await portOrAny(port);
  await close(server);

  expect([whileTaken, await portOrAny(port)]).toEqual([0, port]);
});
