/** What a hub that cannot start shows and says; few visits need it. */
export { sentenceText } from "../../words/failure";
export { StartFailure } from "./StartFailure";
export { startSentence } from "./words/hub";
