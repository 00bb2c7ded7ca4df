import { smoke } from "./smoke";
import { launchWebKit } from "./support/webkit";

smoke("WebKit", launchWebKit);
