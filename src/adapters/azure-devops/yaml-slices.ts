import { Composer, Lexer, Parser, type Document } from "yaml";

/** Pieces that the lexer cuts between two turns. */
const piecesOfSlice = 5_000;

/** More pieces than what people write has: a text of nothing but short pieces takes seconds to put together. */
const mostPieces = 250_000;

/**
 * The document in a text, with its errors in it; null where it has too many pieces to be checked. A hostile megabyte takes
 * a browser seconds, so the page has its turn between slices. Throws what the library throws for nesting too deep.
 */
export async function documentInSlices(text: string, turn: () => Promise<void>): Promise<Document | null> {
  const parser = new Parser();
  const tokens = [];
  let pieces = 0;
  for (const piece of new Lexer().lex(text)) {
    for (const token of parser.next(piece)) tokens.push(token);
    pieces += 1;
    if (pieces > mostPieces) return null;
    if (pieces % piecesOfSlice === 0) await turn();
  }
  for (const token of parser.end()) tokens.push(token);
  await turn();
  const [document] = new Composer({ uniqueKeys: false, logLevel: "silent" }).compose(
    tokens,
    true,
    text.length,
  );
  await turn();
  return document ?? null;
}
