import { memoized } from "../../src/domain/memoized";

test("a function is asked once for each object, also where it answers null", () => {
  const asked: string[] = [];
  const upper = memoized(({ name }: { readonly name: string }): string | null => {
    asked.push(name);
    return name === "" ? null : name.toUpperCase();
  });
  const [shop, other, empty] = [{ name: "shop" }, { name: "shop" }, { name: "" }];

  expect([upper(shop), upper(shop), upper(other), upper(empty), upper(empty)]).toEqual([
    "SHOP",
    "SHOP",
    "SHOP",
    null,
    null,
  ]);
  expect(asked).toEqual(["shop", "shop", ""]);
});
