/**
 * Runs the cells of a table side by side, each lane with what it needs of its own, and says what was wrong in which
 * cell. A cell that throws is a finding like any other, and its lane goes on with a fresh start.
 */
export async function runCells<Cell, Lane extends { close(): Promise<void> }>(
  cells: readonly Cell[],
  options: {
    lanes: number;
    open: () => Promise<Lane>;
    run: (cell: Cell, lane: Lane) => Promise<readonly string[]>;
    titleOf: (cell: Cell) => string;
  },
): Promise<readonly string[]> {
  const left = [...cells];
  const findings: string[] = [];
  const lane = async (): Promise<void> => {
    let own: Lane | null = null;
    for (let cell = left.shift(); cell !== undefined; cell = left.shift()) {
      const title = options.titleOf(cell);
      try {
        own ??= await options.open();
        findings.push(...(await options.run(cell, own)).map((problem) => `${title}: ${problem}`));
      } catch (error) {
        findings.push(`${title}: ${error instanceof Error ? error.message : String(error)}`);
        await own?.close();
        own = null;
      }
    }
    await own?.close();
  };
  // Each call of the browser's driver asks for a stack and has it mapped to sources: a quarter of all work, for nothing here.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  await Promise.all(Array.from({ length: options.lanes }, lane)).finally(() => {
    Error.stackTraceLimit = stackTraceLimit;
  });
  return findings;
}
