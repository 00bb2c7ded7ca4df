/**
 * How long a browser test waits for what is to come about, in real time: generous, because a busy machine is no defect.
 * What has not come by then, and is not held by the simulator, is a defect of a test, the simulator or the product.
 */
export const patienceMs = 120_000;
