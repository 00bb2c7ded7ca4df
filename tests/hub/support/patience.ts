import { configure } from "@testing-library/react";

/** How long a query waits for what it asks for: generous, because a loaded machine is no defect. */
configure({ asyncUtilTimeout: 15_000 });
