import { playMany, schedulesEach } from "../support/schedules";

test("the same holds of as many other schedules, which another worker plays", async () => {
  await playMany(schedulesEach, 20261128);
}, 900_000);
