/** Stands for every page of Azure DevOps that the simulator does not draw. */
import { byId } from "./dom";

byId("address").replaceChildren(new URLSearchParams(location.search).get("url") ?? "(no address)");
