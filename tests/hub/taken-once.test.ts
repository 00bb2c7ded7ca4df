import { takenOnce } from "../../src/hub/shell/taken-once";

function counting() {
  let asked = 0;
  return { asked: () => asked, ask: () => Promise.resolve((asked += 1)) };
}

describe("an answer taken once", () => {
  test("is asked for before anybody wants it", () => {
    const { asked, ask } = counting();

    takenOnce(ask);

    expect(asked()).toBe(1);
  });

  test("goes to the first who asks, and everybody after gets a new one", async () => {
    const { ask } = counting();
    const taken = takenOnce(ask);

    const answers = [await taken(), await taken(), await taken()];

    expect(answers).toEqual([1, 2, 3]);
  });
});
