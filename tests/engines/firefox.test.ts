import { smoke } from "./smoke";
import { launchFirefox } from "./support/firefox";

smoke("Firefox", launchFirefox);
