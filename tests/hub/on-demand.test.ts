import { failed, success, type Result } from "../../src/domain/failure";
import { onDemand } from "../../src/hub/shell/on-demand";

type Port = {
  readonly double: (value: number) => Promise<Result<number>>;
  readonly none: () => Promise<Result<null>>;
};

const port: Port = {
  double: (value) => Promise.resolve(success(2 * value)),
  none: () => Promise.resolve(success(null)),
};

const drawn = (): Promise<void> => Promise.resolve();

test("the part is fetched once the list is drawn, and no earlier", async () => {
  const load = jest.fn(() => Promise.resolve(port));
  let draw = (): void => undefined;
  const frame = new Promise<void>((resolve) => (draw = resolve));
  const lazy = onDemand(load, "graph", { double: true, none: true }, () => frame);

  const answer = lazy.double(3);
  await Promise.resolve();
  expect(load).not.toHaveBeenCalled();
  draw();
  expect(await answer).toEqual(success(6));
});

test("the part is fetched at the first call, and once", async () => {
  const load = jest.fn(() => Promise.resolve(port));
  const lazy = onDemand(load, "graph", { double: true, none: true }, drawn);
  expect(load).not.toHaveBeenCalled();

  expect(await Promise.all([lazy.double(3), lazy.none()])).toEqual([success(6), success(null)]);
  expect(await lazy.double(4)).toEqual(success(8));
  expect(load).toHaveBeenCalledTimes(1);
});

test("a part that cannot be fetched is a network failure of its system, and the next call asks again", async () => {
  const load = jest.fn(() => Promise.resolve(port)).mockRejectedValueOnce(new Error("chunk"));
  const lazy = onDemand(load, "extension-data", { double: true, none: true }, drawn);

  expect(await lazy.double(3)).toEqual(failed({ code: "network", system: "extension-data" }));
  expect(await lazy.double(3)).toEqual(success(6));
});

test("what the port itself throws is not taken for a part that is missing", async () => {
  const broken: Port = { ...port, double: () => Promise.reject(new Error("defect")) };
  const lazy = onDemand(() => Promise.resolve(broken), "host", { double: true, none: true }, drawn);

  await expect(lazy.double(1)).rejects.toThrow("defect");
});
