import { playMany, schedulesEach } from "../support/schedules";

test("random faults, late calls, sleeping machines and other people never break the connection or a word of the hub", async () => {
  await playMany(schedulesEach, 20261124);
}, 900_000);
