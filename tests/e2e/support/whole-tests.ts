/** No browser test is cut off for its time: what it waits for has an end of its own (`patienceMs`). */
jest.setTimeout(1_200_000);
